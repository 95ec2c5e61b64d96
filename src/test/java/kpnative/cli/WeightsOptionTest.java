package kpnative.cli;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kpnative.infer.BuiltInModel;
import kpnative.testing.OwnProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every command with {@code --weights} uses the built-in model without it, and says so. */
@OwnProcess // sets the system property that disables the model
final class WeightsOptionTest {
  /** What each command needs beside its weights; OUT is a path in a new folder. */
  private static final Map<String, String> NEEDS =
      Map.ofEntries(
          entry("bench", "--precision float32 --threads 1 --seconds 0.2"),
          entry("calibrate", "--data synthetic:4 --split all --out OUT --threads 1"),
          entry("doctor", "--data synthetic:4 --labels --threads 1"),
          entry("evaluate", "--data synthetic:2 --threads 1"),
          entry("export", "--format safetensors --out OUT"),
          entry("filters", "--list"),
          entry("heatmaps", "--data synthetic:1 --out OUT --threads 1"),
          entry("label", "--data docs/images --idle 0 --threads 1"), // ends at once
          entry("model", "--numbers --data synthetic:2 --threads 1"),
          entry("predict", "--face-detector none --out OUT --threads 1 docs/images/faces.png"),
          entry("quantize", "--data synthetic:3 --faces 1 --out OUT --threads 1"),
          entry("submission", "--data synthetic:1 --out OUT --threads 1"),
          entry("suggest", "--data synthetic:2 --out OUT --threads 1"));

  @TempDir Path folder;

  private static Stream<String> commands() {
    return named("", Main.commandLine());
  }

  private static Stream<String> named(String path, CommandLine command) {
    boolean own = command.getCommandSpec().findOption("--weights") != null;
    return Stream.concat(
        own ? Stream.of(path.strip()) : Stream.empty(),
        command.getSubcommands().entrySet().stream()
            .flatMap(sub -> named(path + " " + sub.getKey(), sub.getValue())));
  }

  private CommandRun run(String command, String... more) {
    String needs = NEEDS.get(command);
    assertThat(needs).as("a command with --weights that this test does not know").isNotNull();
    String out = folder.resolve("out").toString();
    return CommandRun.of(
        Stream.of(command.split(" "), needs.replace("OUT", out).split(" "), more)
            .flatMap(Arrays::stream)
            .toArray());
  }

  @Test
  void theTestKnowsEveryCommand() {
    assertThat(commands()).containsExactlyInAnyOrderElementsOf(NEEDS.keySet());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void oneLineSaysThatTheBuiltInModelIsUsed(String command) {
    assumeTrue(BuiltInModel.ofJar().isPresent(), "a build without a model");
    CommandRun run = run(command);
    assertThat(run.exit()).as(run.err()).isZero();
    long used = // bench takes all of them
        command.equals("bench")
            ? BuiltInModel.names().stream()
                .filter(name -> BuiltInModel.named(name).isPresent())
                .count()
            : 1;
    assertThat(lines(run)).hasSize((int) used);
  }

  @ParameterizedTest
  @ValueSource(strings = {"export", "filters"})
  void aQuietCommandDoesNotSaySo(String command) {
    assumeTrue(BuiltInModel.ofJar().isPresent(), "a build without a model");
    CommandRun run = run(command, "--quiet");
    assertThat(run.exit()).as(run.err()).isZero();
    assertThat(lines(run)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void withoutABuiltInModelOneLineAsksForWeights(String command) {
    System.setProperty(BuiltInModel.PROPERTY, BuiltInModel.NONE);
    try {
      CommandRun run = run(command);
      assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err())
          .contains("no built-in model", "--weights FILE is needed")
          .hasLineCount(1);
      assertThat(folder.resolve("out")).doesNotExist();
    } finally {
      System.clearProperty(BuiltInModel.PROPERTY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"research", "free", "best"})
  void thePropertyChoosesTheModelOfThoseWhoNameNone(String name) {
    System.setProperty(BuiltInModel.PROPERTY, name);
    try {
      CommandRun byProperty = run("filters");
      CommandRun byName = run("filters", "--weights", "builtin:" + name);
      CommandRun asDefault = run("filters", "--weights", "builtin");

      assertThat(byProperty).isEqualTo(byName).isEqualTo(asDefault);
    } finally {
      System.clearProperty(BuiltInModel.PROPERTY);
    }
  }

  private static List<String> lines(CommandRun run) {
    return run.err().lines().filter(line -> line.startsWith("Built-in model: ")).toList();
  }
}
