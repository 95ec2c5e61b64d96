package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import kpnative.checks.Reason;
import kpnative.recipe.Recipes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class MainTest {
  static Stream<String> commands() {
    return Main.commandLine().getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandExplainsItself(String command) {
    CommandRun run = CommandRun.of(command, "--help");

    assertThat(run.exit()).isZero();
    assertThat(run.out()).contains("Usage: kp-native " + command).contains("--help");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train",
        "evaluate",
        "predict",
        "recipes",
        "summary",
        "preview",
        "cache",
        "weights",
        "doctor"
      })
  void everyCommandPrintsItsVersion(String command) {
    assertThat(CommandRun.of(command, "--version").out()).startsWith("kp-native ");
  }

  @ParameterizedTest
  @CsvSource({
    "summry, unknown command 'summry': did you mean 'summary'?",
    "train --recip x, unknown option '--recip': did you mean '--recipe'?",
    "recipes some, unexpected argument 'some'",
    "calibrate --data d, '--out=FILE'",
    "train --seed many, '--seed'",
    "evaluate --weights w --split tset, '--split'",
    "predict --weights w --out o --box 1;2 face.jpg, 'expected x,y,w,h, four numbers'"
  })
  void aUsageErrorIsOneLineThatNamesTheMistake(String words, String said) {
    CommandRun run = CommandRun.of((Object[]) words.replace(';', ',').split(" "));

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err().lines()).singleElement().asString().contains(said);
  }

  @Test
  void aMissingCommandIsAUsageError() {
    CommandRun run = CommandRun.of();

    assertThat(run.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).hasLineCount(1).contains("--help");
  }

  @Test
  void theCompletionScriptKnowsEveryCommand() {
    assertThat(CommandRun.of("generate-completion").out()).contains(commands().toList());
  }

  @Test
  void completionOffersRecipesAndParts() {
    assertThat(CommandRun.of("generate-completion").out())
        .contains(Recipes.names())
        .contains("\"all\" \"train\" \"validation\"");
  }

  @Test
  void aStackTraceIsPrintedOnlyWithVerbose() {
    List<String> bad = List.of("summary", "no/such");

    assertThat(CommandRun.of(bad.toArray()).err()).doesNotContain("\tat ");
    assertThat(CommandRun.of("summary", "no/such", "--verbose").err()).contains("\tat ");
  }

  static Stream<Error> errors() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new InternalError("cut short"),
        new NoClassDefFoundError("a/B"),
        new AssertionError("never"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void anErrorOfACommandIsALine(Error error) {
    StringWriter err = new StringWriter();
    CommandLine command = Main.commandLine().setErr(new PrintWriter(err));
    command.addSubcommand("failing", new Failing(error));

    assertThat(command.execute("failing")).isEqualTo(ExitCode.FAILED);
    assertThat(err.toString()).hasLineCount(1).startsWith("kp-native: ").doesNotContain("\tat ");
  }

  @Test
  void anErrorThatEndsTheMachineIsThrown() {
    CommandLine command = Main.commandLine();
    command.addSubcommand("failing", new Failing(new UnknownError("made for this test")));

    assertThatThrownBy(() -> command.execute("failing")).isInstanceOf(UnknownError.class);
  }

  @Command
  private record Failing(Error error) implements Runnable {
    @Override
    public void run() {
      throw error;
    }
  }

  @Test
  void aMessageOfLibTorchIsCutToItsFirstLine() {
    RuntimeException e =
        new RuntimeException("sizes do not match\nException raised from f (a.cpp)\n");

    assertThat(Reason.of(e)).isEqualTo("sizes do not match");
  }

  @Test
  void aWrapperExceptionShowsTheMessageOfItsCause() {
    IllegalStateException e = new IllegalStateException(new IllegalArgumentException("too far"));

    assertThat(Reason.of(e)).isEqualTo("too far");
  }
}
