package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.docs.Pages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;

/** The commands and options that the documentation names exist. */
class DocumentedCommandsTest {
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:^|&& |\\()(?:kp|kp-native|java [^&]*-jar \\S*kp-native\\.jar) ([^&)>#]+)");
  private static final Pattern OPTION = Pattern.compile("^(--[a-z][a-z-]*)(?:[ =].*)?$");

  /** Options of other programs that the documentation names: the JVM and the examples. */
  private static final Set<String> OTHERS =
      Set.of(
          "--add-modules",
          "--add-reads",
          "--enable-native-access",
          "--patch-module",
          "--rate",
          "--seconds",
          "--sheet");

  static List<Path> pages() {
    return Pages.all();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linesOfBlocksParse(Path page) {
    List<String> wrong = new ArrayList<>();
    for (String line : Pages.commandLines(Pages.read(page))) {
      for (Matcher m = COMMAND.matcher(line); m.find(); ) {
        problem(m.group(1), false).ifPresent(text -> wrong.add(line + ": " + text));
      }
    }

    assertThat(wrong).as("commands of " + page).isEmpty();
  }

  /** Commands named in running text may omit required options. */
  @ParameterizedTest
  @MethodSource("pages")
  void commandsNamedInTheTextExist(Path page) {
    List<String> wrong = new ArrayList<>();
    for (String span : Pages.spans(Pages.read(page))) {
      Matcher m = COMMAND.matcher(span);
      if (m.find()) {
        problem(m.group(1), true).ifPresent(text -> wrong.add(span + ": " + text));
      }
    }

    assertThat(wrong).as("commands of " + page).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void optionsNamedInTheTextExist(Path page) {
    Set<String> known = new TreeSet<>(OTHERS);
    collect(Main.commandLine(), known);
    List<String> options =
        Pages.spans(Pages.read(page)).stream()
            .map(OPTION::matcher)
            .filter(Matcher::matches)
            .map(m -> m.group(1))
            .toList();

    assertThat(options).as("options that " + page + " names").isSubsetOf(known);
  }

  @Test
  void anInvalidCommandIsDetected() {
    assertThat(problem("trian --out runs/x", false)).isPresent();
    assertThat(problem("train --outt runs/x", true)).isPresent();
    assertThat(problem("evaluate --split=vaildation", true)).isPresent();
    assertThat(problem("export --format onnx", false)).isPresent();
    assertThat(problem("export --format onnx", true)).isEmpty();
  }

  private static void collect(CommandLine command, Set<String> options) {
    command
        .getCommandSpec()
        .options()
        .forEach(option -> options.addAll(Arrays.asList(option.names())));
    command.getSubcommands().values().forEach(sub -> collect(sub, options));
  }

  private static Optional<String> problem(String arguments, boolean lenient) {
    List<String> words =
        Arrays.stream(arguments.replace("--data ...", "").strip().split("\\s+"))
            .filter(word -> !word.equals("..."))
            .toList();
    try {
      Main.commandLine().parseArgs(words.toArray(String[]::new));
      return Optional.empty();
    } catch (MissingParameterException e) {
      return lenient ? Optional.empty() : Optional.of(e.getMessage());
    } catch (ParameterException e) {
      return Optional.of(e.getMessage());
    }
  }
}
