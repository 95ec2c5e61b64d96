package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import kpnative.natives.NativeThreads;
import kpnative.parallel.ThreadWorkers;
import kpnative.recipe.Recipe;
import kpnative.weights.DType;
import kpnative.weights.SafetensorsFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Training in bfloat16, on the processor: what a GPU adds is other kernels. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class PrecisionTrainingTest {
  private static final String SHORT = "train.precision=bfloat16";
  private static final double PERCENT = 2; // 8 bits of significand: 0.4 % for one value

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    NativeThreads.set(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "network.hidden=[16]",
        "network={type: residual, channels: [4, 8], blocks: [0, 1], head: {type: maps, skip: add,"
            + " channels: [8], stride: 2, reading: expectation}}",
        "network={type: residual, channels: [4, 8], blocks: [0, 1], head: {type: grid, stride: 4,"
            + " neighbours: 3}}"
      })
  void lossesAreCloseToThoseOfFloat32(String network) throws Exception {
    String loss = network.contains("grid") ? "loss.kind=grid" : "loss.kind=mse";
    double exact = loss(train("float32", network, loss, "train.precision=float32"));
    double rounded = loss(train("bfloat16", network, loss, SHORT));

    assertThat(rounded).isNotEqualTo(exact).isCloseTo(exact, withinPercentage(PERCENT));
  }

  @Test
  void everythingThatIsSavedIsFloat32() throws Exception {
    Path run = train("run", SHORT, "train.ema=0.9");

    for (String file : List.of("weights/last.safetensors", "weights/best.safetensors")) {
      assertThat(SafetensorsFile.read(run.resolve(file)).tensors().values())
          .isNotEmpty()
          .allMatch(tensor -> tensor.dtype() == DType.F32);
    }
  }

  @Test
  void itIsRepeatedBitForBit() throws Exception {
    Path first = train("first", SHORT);
    Path again = train("again", SHORT);

    assertThat(again.resolve("weights/last.safetensors"))
        .hasSameBinaryContentAs(first.resolve("weights/last.safetensors"));
  }

  @Test
  void twoWorkersTrainWhatOneDoes() throws Exception {
    Recipe recipe = TinyTraining.recipe(SHORT);
    Path together = folder.resolve("together");
    ThreadWorkers.runPlaces(
        2,
        place ->
            Training.start(
                recipe,
                TinyTraining.SETTINGS,
                Optional.of(together),
                Optional.of(place),
                new TrainingListener() {},
                () -> false));

    assertThat(loss(together)).isCloseTo(loss(train("one", SHORT)), withinPercentage(PERCENT));
  }

  private Path train(String name, String... sets) throws IOException {
    Recipe recipe = TinyTraining.recipe(sets);
    return TinyTraining.train(recipe, TinyTraining.split(recipe), folder.resolve(name));
  }

  /** {@return the training loss of the last epoch} */
  private static double loss(Path run) throws IOException {
    double[] losses = MetricsTable.read(run.resolve("metrics.csv"), "epoch").column("train_loss");
    return losses[losses.length - 1];
  }
}
