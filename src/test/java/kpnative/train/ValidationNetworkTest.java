package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.PictureCache;
import kpnative.data.painted.SyntheticFaces;
import kpnative.eval.Prediction;
import kpnative.image.Channels;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.DetectorSpec;
import kpnative.infer.KeypointDetector;
import kpnative.infer.MadeDetector;
import kpnative.keypoints.Keypoints;
import kpnative.measure.DetectedFaces;
import kpnative.natives.Device;
import kpnative.natives.NativeThreads;
import kpnative.network.TorchModule;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValidationNetworkTest {
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
  void theModulePredictsWhatADetectorWithItsWeightsPredicts(int batch, int workers)
      throws IOException {
    DetectorFile file =
        DetectorFile.read(MadeDetector.random(folder.resolve("w.safetensors"), SPEC));
    try (KeypointDetector detector = KeypointDetector.of(file, DetectorOptions.DEFAULT);
        TorchModule module = file.module(Device.CPU);
        PictureCache pictures = new PictureCache(Channels.GRAY, 0)) {
      ValidationNetwork network = new ValidationNetwork(SPEC, module, Device.CPU);
      List<Prediction> found =
          network.predict(
              faces, pictures, batch, workers, UnreadablePictures.FATAL, Optional.empty());
      List<Prediction> expected =
          DetectedFaces.of(detector, faces, UnreadablePictures.FATAL).predictions();

      assertThat(found).extracting(Prediction::face).isEqualTo(faces);
      for (int i = 0; i < faces.size(); i++) {
        Keypoints one = found.get(i).predicted();
        Keypoints other = expected.get(i).predicted();
        assertThat(found.get(i).toInput()).isEqualTo(expected.get(i).toInput());
        for (int k = 0; k < MadeDetector.KEYPOINTS; k++) {
          assertThat(one.x(k)).isCloseTo(other.x(k), Offset.offset(1e-3));
          assertThat(one.y(k)).isCloseTo(other.y(k), Offset.offset(1e-3));
        }
      }
    }
  }
}
