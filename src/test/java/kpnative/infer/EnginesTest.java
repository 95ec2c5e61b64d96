package kpnative.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import kpnative.crop.BoxRule;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.NativeThreads;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The compiled network and LibTorch's layers give the same keypoints and heatmaps. */
class EnginesTest {
  private static final int KEYPOINTS = 68;
  private static final Box FACE = new Box(30, 40, 110, 100);

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @ParameterizedTest
  @CsvSource({
    "face68/quick, network.head.reading=expectation",
    "face68/resnet-unet-kl, network.head.reading=dark",
    "face68/quick, network.head.reading=peak_quarter loss.kind=heatmap_mse",
    "face68/grid, network.head.neighbours=10",
  })
  void pointsDeviationsAndMapsAgree(String recipe, String settings) throws IOException {
    DetectorFile file = file(Recipes.load(recipe, List.of(settings.split(" "))));
    float[] deviations = new float[KEYPOINTS];
    float[] others = new float[KEYPOINTS];
    try (KeypointDetector compiled = KeypointDetector.of(file, DetectorOptions.DEFAULT);
        KeypointDetector layers = KeypointDetector.of(file, DetectorOptions.DEFAULT.asReference());
        DetectorSession one = compiled.session();
        DetectorSession other = layers.session();
        Image picture = Image.of(SyntheticFaces.render(0, 1), file.spec().input().channels())) {
      one.detect(picture, FACE, new float[2 * KEYPOINTS], deviations);
      other.detect(picture, FACE, new float[2 * KEYPOINTS], others);
      if (file.spec().hasDeviations()) {
        assertThat(deviations).containsExactly(others, within(1e-3f)).doesNotContain(Float.NaN);
      } else {
        assertThat(deviations).containsOnly(Float.NaN);
        assertThat(others).containsOnly(Float.NaN);
      }

      FaceHeatmaps maps = compiled.heatmaps(picture, FACE);
      FaceHeatmaps expected = layers.heatmaps(picture, FACE);
      float largest = 0;
      for (float value : expected.values()) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertThat(maps.values()).containsExactly(expected.values(), within(1e-3f * largest));
      for (int k = 0; k < KEYPOINTS; k++) {
        assertThat(maps.found().x(k)).isCloseTo(expected.found().x(k), within(0.05));
        assertThat(maps.found().y(k)).isCloseTo(expected.found().y(k), within(0.05));
      }
      assertThat(maps.found()).isEqualTo(compiled.detect(picture, FACE).keypoints());
      assertThat(maps.toInput()).isEqualTo(expected.toInput());
    }
  }

  private DetectorFile file(Recipe recipe) throws IOException {
    InputFormat input = new InputFormat(64, 64, recipe.input().channels(), 0.5, 1);
    DetectorSpec spec =
        new DetectorSpec(
            "1",
            "made",
            KeypointSchema.IBUG68,
            IntStream.range(0, KEYPOINTS).boxed().toList(),
            input,
            new BoxRule(BoxRule.From.POINTS, 1.25),
            recipe.codec(),
            recipe.network(),
            false,
            Collections.nCopies(2 * KEYPOINTS, 0.5));
    return DetectorFile.read(MadeDetector.random(folder.resolve("made.safetensors"), spec));
  }
}
