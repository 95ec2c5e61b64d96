package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import kpnative.codec.CoordinateCodec;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.painted.SyntheticFaces;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeThreads;
import kpnative.recipe.Recipes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceHeatmapsTest {
  private static final int SIDE = 64;
  private static final int COUNT = 68;

  private final AnnotatedFace face = SyntheticFaces.faces(1, 8, COUNT).get(0);

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  /** The quick recipe's network, untrained; it reads keypoints as the expectation of heatmaps. */
  private KeypointDetector detector() throws IOException {
    DetectorSpec spec =
        new DetectorSpec(
            "1",
            "made",
            KeypointSchema.IBUG68,
            IntStream.range(0, COUNT).boxed().toList(),
            new InputFormat(SIDE, SIDE, Channels.GRAY, 0.5, 1),
            new BoxRule(BoxRule.From.POINTS, 1.25),
            new CoordinateCodec(0),
            Recipes.load("face68/quick", List.of()).network(),
            false,
            Collections.nCopies(2 * COUNT, 0.5));
    return KeypointDetector.load(MadeDetector.random(folder.resolve("w.safetensors"), spec));
  }

  private FaceHeatmaps maps(KeypointDetector detector) throws IOException {
    try (Image image = face.picture().read(Channels.GRAY)) {
      return detector.heatmaps(image, face.keypoints().extent());
    }
  }

  @Test
  void aMapThatIsReadByExpectationIsADistributionWithThePointAsItsMean() throws IOException {
    try (KeypointDetector detector = detector()) {
      FaceHeatmaps maps = maps(detector);
      Keypoints found = maps.found().map(maps.toInput());
      for (int k = 0; k < COUNT; k++) {
        double sum = 0;
        double mean = 0;
        for (int y = 0; y < maps.height(); y++) {
          for (int x = 0; x < maps.width(); x++) {
            sum += maps.at(k, y, x);
            mean += maps.at(k, y, x) * (x + 0.5) / maps.width();
          }
        }
        assertThat(sum).isCloseTo(1, within(1e-4));
        assertThat(mean * SIDE - 0.5).isCloseTo(found.x(k), within(1e-2));
      }
    }
  }

  @Test
  void aNetworkThatReadsNoMapsHasNone() throws IOException {
    DetectorSpec spec = MadeDetector.spec(BoxRule.From.POINTS, Channels.GRAY, false);
    Path weights = MadeDetector.random(folder.resolve("fc.safetensors"), spec);
    try (KeypointDetector detector = KeypointDetector.load(weights)) {
      assertThat(detector.spec().hasHeatmaps()).isFalse();
      assertThatIllegalArgumentException()
          .isThrownBy(() -> maps(detector))
          .withMessageContaining("has no heatmaps");
    }
  }

  @Test
  void mapsLeaveNoNativeMemoryBehind() throws IOException {
    try (KeypointDetector detector = detector()) {
      maps(detector);
      long before = NativeMemory.objects();
      maps(detector);
      assertThat(NativeMemory.objects()).isEqualTo(before);
    }
  }
}
