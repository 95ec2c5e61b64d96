package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import kpnative.infer.BuiltInModel;
import kpnative.testing.OwnProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code model}, and the models on the page of {@code about}. */
class ModelCommandTest {
  @ParameterizedTest
  @ValueSource(strings = {"model", "about"})
  void eachModelIsALineWithWhatThePersonWhoChoosesNeeds(String command) throws IOException {
    CommandRun run = CommandRun.of(command);

    assertThat(run.exit()).as(run.err()).isZero();
    for (String name : BuiltInModel.names()) {
      BuiltInModel model = BuiltInModel.named(name);
      String line =
          run.out().lines().filter(l -> l.startsWith("  " + name + " ")).findFirst().orElseThrow();
      if (model.isPresent()) {
        assertThat(line).contains(" MB, NME " + model.card().nme()).endsWith(model.card().terms());
      } else {
        assertThat(line).endsWith(" not in this build");
      }
      boolean standard = model.name().equals(BuiltInModel.ofJar().name());
      assertThat(line.contains(" default ")).as(line).isEqualTo(standard);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"research", "free", "best"})
  void withANameItsCardIsPrinted(String name) throws IOException {
    CommandRun run = CommandRun.of("model", name);

    if (BuiltInModel.named(name).isPresent()) {
      assertThat(run)
          .isEqualTo(
              new CommandRun(
                  0,
                  Files.readString(Path.of("src/main/resources/kpnative/model", name + ".md")),
                  ""));
    } else {
      assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .contains("kpnative/model/" + name + ".safetensors is not in this build")
          .hasLineCount(1);
    }
  }

  @Test
  void anotherNameIsAnErrorOfUsage() {
    CommandRun run = CommandRun.of("model", "worst");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("a built-in model is one of research, free, best; got worst");
  }

  @Test
  void numbersAreThoseOfTheWeightsOption() {
    CommandRun run = CommandRun.of("model", "free", "--numbers", "--data", "synthetic:2");

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--weights builtin:free").hasLineCount(1);
  }

  @Test
  @OwnProcess // sets the system property that chooses the model
  void withoutAnyModelTheListSaysSo() {
    assertThat(with(BuiltInModel.NONE, "model").out().strip()).isEqualTo("No built-in model.");
    assertThat(with(BuiltInModel.NONE, "about").out()).contains("No built-in model.");
  }

  @Test
  @OwnProcess // as above
  void theFileThatReplacesTheDefaultIsNamed(@TempDir Path folder) {
    String own = folder.resolve("own.safetensors").toString();

    assertThat(with(own, "model").out()).contains(own).doesNotContain(" default ");
  }

  private static CommandRun with(String property, String command) {
    System.setProperty(BuiltInModel.PROPERTY, property);
    try {
      return CommandRun.of(command);
    } finally {
      System.clearProperty(BuiltInModel.PROPERTY);
    }
  }
}
