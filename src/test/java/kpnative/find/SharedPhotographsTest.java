package kpnative.find;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import kpnative.data.AnnotatedFace;
import kpnative.data.read.DatasetReader;
import kpnative.face.FaceFinders;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.infer.BuiltInModel;
import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Real group photographs, if they are present under {@code ../shared}. */
class SharedPhotographsTest {
  private static final Path ONNX = Path.of("../shared/peers/face_detection_yunet_2023mar.onnx");
  private static final Path DATA = Path.of("../shared/data/dlib-xml");

  /**
   * As many faces as are drawn today; upside down, YuNet proposes about half. In a frame after it
   * the upright ones are found again, and the others lost, as only a search reads turned copies.
   */
  @ParameterizedTest
  @CsvSource({"false, 43, 43", "true, 15, 20"})
  void everyKeptFaceIsWhereOneIsAnnotated(boolean onTheirHeads, int least, int most)
      throws IOException {
    Assumptions.assumeTrue(Files.exists(ONNX), "no " + ONNX);
    Assumptions.assumeTrue(Files.exists(DATA), "no " + DATA);
    Assumptions.assumeTrue(BuiltInModel.ofJar().isPresent(), "this build has no model");
    FindOptions options = FindOptions.DEFAULT.withFinder(FaceFinders.yuNet(ONNX));
    int found = 0;
    int again = 0;
    try (FaceKeypoints faces = FaceKeypoints.builtIn(options)) {
      for (Map.Entry<String, List<AnnotatedFace>> each : annotated().entrySet()) {
        List<AnnotatedFace> truths = each.getValue();
        try (Image picture = truths.get(0).picture().read(Channels.COLOR);
            Image shown = onTheirHeads ? picture.turned(2) : picture.copy()) {
          List<Face> kept = faces.find(Photo.of(shown));
          try (DecodedPhoto next = Photo.of(shown).decode()) {
            again += (int) faces.findAgain(next, kept).stream().flatMap(Optional::stream).count();
          }
          for (Face face : kept) {
            assertThat(truths)
                .as("the annotated faces of %s, for one at %s", each.getKey(), face.box())
                .anyMatch(truth -> error(face, truth, picture, onTheirHeads) < 0.15);
          }
          found += kept.size();
        }
      }
    }
    assertThat(found).isBetween(least, most);
    assertThat(again).isEqualTo(onTheirHeads ? 0 : found);
  }

  private static Map<String, List<AnnotatedFace>> annotated() throws IOException {
    return DatasetReader.read(List.of(DATA.toString()), Optional.empty()).faces().stream()
        .collect(Collectors.groupingBy(face -> face.picture().name()));
  }

  /** {@return the NME, inter-ocular} */
  private static double error(Face face, AnnotatedFace truth, Image picture, boolean onTheirHeads) {
    Keypoints points =
        onTheirHeads ? face.keypoints().map(TurnedFaces.turn(picture.size(), 2)) : face.keypoints();
    double sum = 0;
    for (int k = 0; k < points.count(); k++) {
      sum += points.point(k).distanceTo(truth.keypoints().point(k));
    }
    double eyes = face.schema().interOcular(truth.keypoints()).orElseThrow();
    return sum / points.count() / eyes;
  }
}
