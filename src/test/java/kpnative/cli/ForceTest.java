package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * No command replaces a file that it was not asked to. Which options name what is written is asked
 * of picocli: a new one must be added here, to one of three lists.
 */
class ForceTest {
  /** What is read, or read by name alone. */
  private static final Set<String> INPUTS =
      Set.of(
          "--weights",
          "--exclude",
          "--order",
          "--from",
          "--teacher",
          "--unlabelled",
          "--resume",
          "--replay",
          "--boxes",
          "--video",
          "IMAGE|DIR|VIDEO",
          "IMAGE|DIR",
          "RUN|SWEEP",
          "RUN",
          "FILE",
          "IN",
          "WEIGHTS",
          "--yunet");

  /**
   * Folders that are new: a run's and a sweep's results took hours, and no option replaces them.
   */
  private static final Set<String> NEW_FOLDERS =
      Set.of("train --out", "sweep --out", "train-finder --out", "scenes --out");

  /** Folders in which the command chooses the names. */
  private static final Set<String> FOLDERS =
      Set.of("predict --out", "predict --chips", "heatmaps --out", "render --out");

  @TempDir static Path folder;

  /** The paths that commands write, as {@code predict --json}. */
  static List<String> files() {
    List<String> files = new ArrayList<>(outputs());
    files.removeAll(NEW_FOLDERS);
    files.removeAll(FOLDERS);
    return files;
  }

  private static Set<String> outputs() {
    Set<String> outputs = new TreeSet<>();
    for (String command : EveryCommand.commands()) {
      for (ArgSpec arg : command(command).getCommandSpec().args()) {
        String name = name(arg);
        if (isPath(arg) && !INPUTS.contains(name)) {
          outputs.add(command + " " + name);
        }
      }
    }
    return outputs;
  }

  private static boolean isPath(ArgSpec arg) {
    return arg.type() == Path.class || List.of(arg.auxiliaryTypes()).contains(Path.class);
  }

  private static CommandLine command(String name) {
    CommandLine found = Main.commandLine();
    for (String word : name.split(" ")) {
      found = found.getSubcommands().get(word);
    }
    return found;
  }

  private static String name(ArgSpec arg) {
    return arg instanceof OptionSpec option ? option.longestName() : arg.paramLabel();
  }

  @BeforeAll
  static void train() throws IOException {
    EveryCommand.paint(folder);
    for (EveryCommand call : EveryCommand.calls(folder)) {
      if (call.command().equals("train") || call.command().equals("train-finder")) {
        assertThat(CommandRun.of(call.words()).exit()).isZero();
      }
    }
  }

  @Test
  void everyCommandThatWritesFilesHasForce() {
    Set<String> have = new TreeSet<>();
    for (String command : EveryCommand.commands()) {
      if (command(command).getCommandSpec().findOption("--force") != null) {
        have.add(command);
      }
    }
    Set<String> write = new TreeSet<>(Set.of("convert")); // its output is KIND:PATH
    outputs().stream()
        .filter(output -> !NEW_FOLDERS.contains(output))
        .forEach(output -> write.add(output.substring(0, output.lastIndexOf(' '))));

    assertThat(have).isEqualTo(write);
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFileThatExistsIsRefusedBeforeTheWorkAndReplacedWithForce(String output) throws IOException {
    EveryCommand call = callThatNames(output);
    Path file = fileOf(call, output);
    delete(call);
    Files.writeString(file, "mine");

    CommandRun refused = CommandRun.of(call.words());

    assertThat(refused.err()).isEqualTo("kp-native: " + file + " exists; --force replaces it\n");
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.out()).isEmpty();
    assertThat(file).hasContent("mine");

    CommandRun forced = forced(call);

    assertThat(forced.exit()).as(forced.err()).isZero();
    assertThat(text(file)).isNotEqualTo("mine");
  }

  /** Those of predict make their folder, as they make that of the pictures. */
  static List<String> filesInFoldersThatExist() {
    List<String> files = files();
    files.removeAll(List.of("predict --json", "predict --csv"));
    return files;
  }

  @ParameterizedTest
  @MethodSource("filesInFoldersThatExist")
  void aFileInAFolderThatDoesNotExistIsRefusedBeforeTheWork(String output) throws IOException {
    EveryCommand call = callThatNames(output);
    Path there = fileOf(call, output);
    Path file = folder.resolve("nowhere").resolve(there.getFileName());
    List<Object> words = new ArrayList<>(List.of(call.words()));
    words.set(words.lastIndexOf(there.toString()), file.toString());
    delete(call);

    CommandRun refused = CommandRun.of(words.toArray());

    assertThat(refused.err())
        .isEqualTo("kp-native: cannot write " + file + ": its folder does not exist\n");
    assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.out()).isEmpty();
    assertThat(folder.resolve("nowhere")).doesNotExist();
  }

  @Test
  void aChosenNameGetsANumberAndWithForceReplaces() throws IOException {
    for (String command : List.of("predict", "heatmaps")) {
      for (EveryCommand call : EveryCommand.calls(folder)) {
        if (call.command().equals(command)) {
          delete(call);
          CommandRun.of(call.words());
          Path out = Path.of(call.args().get(call.args().indexOf("--out") + 1));
          Map<String, String> first = contents(out);
          deleteNamed(call);
          CommandRun.of(call.words());
          Map<String, String> second = contents(out);
          deleteNamed(call);
          CommandRun forced = forced(call);

          assertThat(first).isNotEmpty();
          assertThat(second).hasSize(2 * first.size()).containsAllEntriesOf(first);
          assertThat(forced.exit()).isZero();
          assertThat(contents(out).keySet()).isEqualTo(second.keySet());
        }
      }
    }
  }

  @Test
  void aRunsFolderIsNeverReplaced() {
    for (EveryCommand call : EveryCommand.calls(folder)) {
      if (call.command().equals("train")) {
        CommandRun again = CommandRun.of(call.words());

        assertThat(again.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(again.err()).contains(folder.resolve("run").toString(), "never overwritten");
      }
    }
  }

  private static CommandRun forced(EveryCommand call) {
    return CommandRun.of(Stream.concat(Stream.of(call.words()), Stream.of("--force")).toArray());
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static EveryCommand callThatNames(String output) {
    String command = output.substring(0, output.lastIndexOf(' '));
    String option = output.substring(output.lastIndexOf(' ') + 1);
    return EveryCommand.calls(folder).stream()
        .filter(call -> call.command().equals(command))
        .filter(call -> !option.startsWith("-") || call.args().contains(option))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no call in EveryCommand has " + output));
  }

  private static Path fileOf(EveryCommand call, String output) {
    String option = output.substring(output.lastIndexOf(' ') + 1);
    int at = call.args().indexOf(option);
    return Path.of(call.args().get(at < 0 ? call.args().size() - 1 : at + 1));
  }

  /** Deletes whatever the call writes. */
  private static void delete(EveryCommand call) throws IOException {
    deleteNamed(call);
    int at = call.args().indexOf("--out");
    Path out = at < 0 ? folder.resolve("nothing") : Path.of(call.args().get(at + 1));
    if (Files.isDirectory(out)) {
      try (Stream<Path> all = Files.walk(out)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  private static void deleteNamed(EveryCommand call) throws IOException {
    for (String output : files()) {
      if (output.startsWith(call.command() + " ")) {
        Path file = fileOf(call, output);
        if (Files.isRegularFile(file)) {
          Files.delete(file);
        }
        Files.deleteIfExists(file.resolveSibling(file.getFileName() + ".json"));
      }
    }
  }

  private static Map<String, String> contents(Path of) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.list(of)) {
      for (Path file : all.toList()) {
        contents.put(file.getFileName().toString(), text(file));
      }
    }
    return contents;
  }
}
