package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.load.PictureCache;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeThreads;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceNetworkTest {
  private static final long SEED = 8;
  private static final DetectorSpec SPEC =
      MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);

  private final List<AnnotatedFace> faces = SyntheticFaces.faces(7, SEED, 68);

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "3, 2", "7, 4", "50, 1"})
  void aBatchGetsWhatEachFaceGetsAlone(int batch, int workers) throws IOException {
    try (KeypointDetector detector = detector();
        PictureCache pictures = new PictureCache(Channels.GRAY, 0)) {
      List<FacePrediction> found = detector.network().predict(faces, pictures, batch, workers);

      assertThat(found).extracting(FacePrediction::face).isEqualTo(faces);
      for (FacePrediction p : found) {
        try (Image image = p.face().picture().read(Channels.GRAY)) {
          Keypoints alone = detector.detect(image, p.face().keypoints().extent()).keypoints();
          for (int k = 0; k < MadeDetector.KEYPOINTS; k++) {
            assertThat(p.keypoints().x(k)).isCloseTo(alone.x(k), Offset.offset(1e-3));
            assertThat(p.keypoints().y(k)).isCloseTo(alone.y(k), Offset.offset(1e-3));
          }
        }
      }
    }
  }

  @Test
  void theWarpOfAPredictionLeadsToItsOwnCrop() throws IOException {
    try (KeypointDetector detector = detector();
        PictureCache pictures = new PictureCache(Channels.GRAY, 0)) {
      List<FacePrediction> found = detector.network().predict(faces, pictures, 4, 2);
      assertThat(found).hasSameSizeAs(faces).isNotEmpty();
      for (FacePrediction p : found) {
        Warp crop = SPEC.sampler().crop(p.face().picture().size(), p.face());
        assertThat(p.toInput()).isEqualTo(crop);
      }
    }
  }

  private KeypointDetector detector() throws IOException {
    return KeypointDetector.load(MadeDetector.random(folder.resolve("w.safetensors"), SPEC));
  }
}
