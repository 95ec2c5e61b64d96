package kpnative.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import kpnative.natives.Device;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** A GPU that is not there is one line and the exit code of a wrong argument, in every command. */
class DeviceOptionTest {
  /** What each command needs beside a device; OUT is a path in a new folder, RUN a run. */
  private static final Map<String, String> NEEDS =
      Map.ofEntries(
          entry("calibrate", "--weights WEIGHTS --data synthetic:4 --split all --out OUT"),
          entry("doctor", "--data synthetic:4 --labels --weights WEIGHTS"),
          entry("evaluate", "--weights WEIGHTS --data synthetic:2"),
          entry("heatmaps", "--weights WEIGHTS --data synthetic:1 --out OUT"),
          entry("label", "--weights WEIGHTS --data docs/images --idle 0"),
          entry("model", "--weights WEIGHTS --numbers --data synthetic:2"),
          entry("models", "RUN --out OUT"),
          entry(
              "predict", "--weights WEIGHTS --face-detector none --out OUT docs/images/faces.png"),
          entry("quantize", "--weights WEIGHTS --data synthetic:3 --faces 1 --out OUT"),
          entry("report", "RUN --out OUT"),
          entry("submission", "--weights WEIGHTS --data synthetic:1 --out OUT"),
          entry("suggest", "--weights WEIGHTS --data synthetic:2 --out OUT"),
          entry("sweep", "GRID --data synthetic:12 --out OUT"),
          entry("train", "--data synthetic:12 --out OUT"));

  @TempDir static Path shared;
  private static Path weights;

  @TempDir Path folder;

  @BeforeAll
  static void train() throws IOException {
    weights = CommandRun.tinyWeights(shared.resolve("run"), "nose/conv2");
    Files.writeString(
        shared.resolve("grid.yaml"),
        "recipe: nose/simple\nruns:\n  - label: one\n    set: {loss.kind: l1}\n");
  }

  private static Stream<String> commands() {
    return named("", Main.commandLine());
  }

  private static Stream<String> named(String path, CommandLine command) {
    boolean own = command.getCommandSpec().findOption("--device") != null;
    return Stream.concat(
        own ? Stream.of(path.strip()) : Stream.empty(),
        command.getSubcommands().entrySet().stream()
            .flatMap(sub -> named(path + " " + sub.getKey(), sub.getValue())));
  }

  @Test
  void theTestKnowsEveryCommand() {
    assertThat(commands()).containsExactlyInAnyOrderElementsOf(NEEDS.keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aGpuThatIsNotThereIsOneLine(String command) {
    assumeTrue(Device.gpus() == 0, "this machine has a GPU");
    String needs =
        NEEDS
            .get(command)
            .replace("OUT", folder.resolve("out").toString())
            .replace("RUN", shared.resolve("run").toString())
            .replace("GRID", shared.resolve("grid.yaml").toString())
            .replace("WEIGHTS", weights.toString());
    CommandRun run =
        CommandRun.of(
            Stream.of(command.split(" "), needs.split(" "), new String[] {"--device", "cuda:7"})
                .flatMap(Arrays::stream)
                .toArray());

    assertThat(run.exit()).as(run.out() + run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).startsWith("kp-native: device cuda:7 not found: ").hasLineCount(1);
    assertThat(folder.resolve("out")).doesNotExist();
  }

  @Test
  void doctorSaysWhereItLookedForTheLibrariesOfCuda() {
    assumeTrue(Device.gpus() == 0, "this machine has a GPU");
    CommandRun run = CommandRun.of("doctor", "--device", "cuda");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.out())
        .containsPattern("Libraries of CUDA\n  libcudart.so.13 +\\S+")
        .containsPattern("looked in .*/usr/local/cuda/lib64.*, ldconfig's cache")
        .contains("PROBLEM: device cuda not found: ");
  }

  @Test
  void doctorSaysNothingOfCudaUnlessAsked() {
    assertThat(CommandRun.of("doctor", "--device", "cpu").out())
        .doesNotContain("Libraries of CUDA");
  }
}
