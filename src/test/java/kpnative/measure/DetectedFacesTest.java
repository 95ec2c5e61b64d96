package kpnative.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.PictureSource;
import kpnative.data.UnreadablePictures;
import kpnative.data.painted.SyntheticFaces;
import kpnative.eval.Prediction;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.DetectorSpec;
import kpnative.infer.KeypointDetector;
import kpnative.infer.MadeDetector;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeThreads;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DetectedFacesTest {
  private final List<AnnotatedFace> faces = SyntheticFaces.faces(13, 8, 68);

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @ParameterizedTest
  @EnumSource(BoxRule.From.class)
  void aFaceOfADataSetIsSeenAsAnApplicationShowsIt(BoxRule.From from) throws IOException {
    DetectorSpec spec = MadeDetector.spec(from, Channels.GRAY, false);
    try (KeypointDetector detector = detector(spec, DetectorOptions.DEFAULT)) {
      DetectedFaces found = DetectedFaces.of(detector, faces, UnreadablePictures.FATAL);

      assertThat(found.predictions()).extracting(Prediction::face).isEqualTo(faces);
      for (Prediction p : found.predictions()) {
        try (Image picture = p.face().picture().read(Channels.GRAY)) {
          Keypoints alone =
              from == BoxRule.From.PICTURE
                  ? detector.detectCrop(picture).keypoints()
                  : detector.detect(picture, p.face().keypoints().extent()).keypoints();
          assertNear(p.predicted(), alone, 1e-3);
          assertThat(p.toInput())
              .isEqualTo(FaceSampler.of(spec).crop(picture.size(), p.face()).toInput());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theReferenceFindsTheSame(boolean mirrored) throws IOException {
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.POINTS, Channels.COLOR, mirrored);
    try (KeypointDetector compiled = detector(spec, DetectorOptions.DEFAULT);
        KeypointDetector layers = detector(spec, DetectorOptions.DEFAULT.asReference())) {
      List<Prediction> one = all(compiled);
      List<Prediction> other = all(layers);
      for (int i = 0; i < faces.size(); i++) {
        assertNear(one.get(i).predicted(), other.get(i).predicted(), 1e-3);
      }
    }
  }

  @Test
  void oneByOneFindsTheSame() throws IOException {
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);
    try (KeypointDetector detector = detector(spec, DetectorOptions.DEFAULT)) {
      List<Prediction> expected = all(detector);
      DetectedFaces found = DetectedFaces.oneByOne(detector, faces, UnreadablePictures.FATAL);

      for (int i = 0; i < faces.size(); i++) {
        assertNear(found.predictions().get(i).predicted(), expected.get(i).predicted(), 1e-3);
      }
    }
  }

  @Test
  void anUnreadablePictureIsFatalOrLeftOut() throws IOException {
    List<AnnotatedFace> damaged = new ArrayList<>(faces);
    damaged.set(3, unreadable(faces.get(3)));
    List<String> notes = new ArrayList<>();
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);
    try (KeypointDetector detector = detector(spec, DetectorOptions.DEFAULT)) {
      assertThatThrownBy(() -> DetectedFaces.of(detector, damaged, UnreadablePictures.FATAL))
          .isInstanceOf(IOException.class)
          .hasMessage("face.jpg: damaged");

      List<Prediction> expected = new ArrayList<>(all(detector));
      expected.remove(3);
      List<Prediction> found =
          DetectedFaces.of(detector, damaged, UnreadablePictures.leftOut(notes::add)).predictions();
      assertThat(notes).containsExactly("left out: face.jpg: damaged");
      assertThat(found).hasSize(12);
      for (int i = 0; i < 12; i++) {
        assertNear(found.get(i).predicted(), expected.get(i).predicted(), 1e-3);
      }
    }
  }

  @Test
  void theThreadCountOfNativeOperationsIsRestored() throws IOException {
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);
    NativeThreads.set(2);
    try (KeypointDetector detector = detector(spec, DetectorOptions.DEFAULT)) {
      all(detector);

      assertThat(NativeThreads.get()).isEqualTo(2);
    } finally {
      NativeThreads.set(1);
    }
  }

  private List<Prediction> all(KeypointDetector detector) throws IOException {
    return DetectedFaces.of(detector, faces, UnreadablePictures.FATAL).predictions();
  }

  private KeypointDetector detector(DetectorSpec spec, DetectorOptions options) throws IOException {
    Path weights = MadeDetector.random(folder.resolve("w.safetensors"), spec);
    return KeypointDetector.of(DetectorFile.read(weights), options);
  }

  private static void assertNear(Keypoints one, Keypoints other, double pixels) {
    for (int k = 0; k < other.count(); k++) {
      assertThat(one.x(k)).isCloseTo(other.x(k), within(pixels));
      assertThat(one.y(k)).isCloseTo(other.y(k), within(pixels));
    }
  }

  private static AnnotatedFace unreadable(AnnotatedFace face) {
    PictureSource damaged =
        new PictureSource() {
          @Override
          public Image read(Channels channels) throws IOException {
            throw new IOException("face.jpg: damaged");
          }

          @Override
          public Size size() {
            return new Size(100, 100);
          }

          @Override
          public String name() {
            return "face.jpg";
          }
        };
    return new AnnotatedFace(
        damaged, "face", Optional.empty(), face.keypoints(), Optional.empty(), "line 1");
  }
}
