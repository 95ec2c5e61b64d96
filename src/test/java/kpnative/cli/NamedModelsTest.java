package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import kpnative.infer.BuiltInModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code --weights builtin:NAME}. */
class NamedModelsTest {
  @TempDir Path folder;

  private CommandRun run(String command, String name) {
    String weights = "builtin:" + name;
    return command.equals("export")
        ? CommandRun.of(
            "export",
            "--weights",
            weights,
            "--format",
            "safetensors",
            "--out",
            folder.resolve("out"))
        : CommandRun.of("filters", "--list", "--weights", weights);
  }

  /** By name each command uses that model, with its terms, or says which file this build lacks. */
  @ParameterizedTest
  @CsvSource({"export, research", "export, free", "filters, research", "filters, free"})
  void aModelCanBeNamed(String command, String name) {
    CommandRun run = run(command, name);

    if (BuiltInModel.named(name).isPresent()) {
      assertThat(run.exit()).as(run.err()).isZero();
      assertThat(run.err().lines())
          .singleElement()
          .asString()
          .startsWith("Built-in model: " + name + ", ");
    } else {
      assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
      assertThat(run.err())
          .contains("kpnative/model/" + name + ".safetensors is not in this build")
          .hasLineCount(1);
      assertThat(folder.resolve("out")).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"filters --list --weights builtin:fee", "weights inspect builtin:fee"})
  void aNameThatNoModelHasIsAnErrorOfUsage(String command) {
    CommandRun run = CommandRun.of((Object[]) command.split(" "));

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err())
        .contains("a built-in model is one of research, free, best; got fee")
        .hasLineCount(1);
  }

  @Test
  void aFileMayHaveThePrefixAsItsName() {
    CommandRun run = CommandRun.of("filters", "--list", "--weights", "./builtin:free");

    assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(run.err()).contains("builtin:free").doesNotContain("built-in").hasLineCount(1);
  }
}
