package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import kpnative.testing.JavaProcess;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every command prints and writes the same, whatever locale, charset and time zone the machine has.
 * {@code Main.main} sets the locale of its process; here, as in an application, nobody does.
 */
class LocaleTest {
  /** What holds times, or checksums of absolute paths: their numbers are left out. */
  private static final Pattern VARYING =
      Pattern.compile(
          "\\d+-(train|quantize|cache|predict|bench)\\.called|bench\\.json|page\\.html|models\\.md"
              + "|(.*/)?(log\\.txt|metrics\\.csv|profile\\.csv|report\\.html|data\\.txt)");

  /**
   * ASCII digits, and a point in fractions: numbers that are written otherwise are not left out.
   */
  private static final Pattern NUMBER =
      Pattern.compile(" *(\\b[0-9a-f]{8}\\b|[0-9]+(,[0-9]{3})*(\\.[0-9]+)?(e[-+][0-9]+)?)");

  /** Picocli's own, and its text. */
  private static final String COMPLETION = "generate-completion";

  @TempDir static Path folder;
  private static Map<String, String> english;

  @BeforeAll
  static void inEnglish() throws Exception {
    english = run("en-US", "en-US", List.of());
  }

  @Test
  void everyCommandIsCalled() {
    assertThat(EveryCommand.calls(folder).stream().map(EveryCommand::command).distinct())
        .containsExactlyInAnyOrderElementsOf(EveryCommand.commands());
  }

  @Test
  void everyCallSucceeds() {
    List<String> failed =
        english.entrySet().stream()
            .filter(file -> file.getKey().endsWith(".called"))
            .filter(file -> !file.getValue().startsWith("exit 0\n"))
            .map(Map.Entry::toString)
            .toList();

    assertThat(failed).isEmpty();
  }

  /**
   * Two locales a process: the first for names and cases of letters, the second for numbers and
   * dates.
   */
  @ParameterizedTest
  @CsvSource({
    "tr-TR, ar-EG-u-nu-arab",
    "az-AZ, fa-IR",
    "de-DE, de-DE",
    "th-TH-u-ca-buddhist-nu-thai, th-TH-u-ca-buddhist-nu-thai"
  })
  void everyCommandDoesTheSame(String display, String format) throws Exception {
    Map<String, String> written =
        run(
            display,
            format,
            List.of("-Dfile.encoding=ISO-8859-9", "-Duser.timezone=Asia/Kathmandu"));

    assertThat(written.keySet()).isEqualTo(english.keySet());
    assertThat(differences(written)).isEmpty();
  }

  /** Of a process that is ours, {@code Main.main} sets the locale, for Java's libraries as well. */
  @Test
  void picoclisOwnTextIsTheSame() throws Exception {
    List<String> arabic =
        List.of("-Duser.language=ar", "-Duser.country=EG", "-XX:TieredStopAtLevel=1");

    assertThat(CommandRun.inOwnProcess(arabic, COMPLETION).out())
        .isEqualTo(CommandRun.of(COMPLETION).out());
  }

  /** {@return the first line of each file that is otherwise than in English} */
  private static List<String> differences(Map<String, String> written) {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, String> file : written.entrySet()) {
      String[] here = file.getValue().split("\n", -1);
      String[] there = english.getOrDefault(file.getKey(), "").split("\n", -1);
      int line = Arrays.mismatch(here, there);
      if (line >= 0) {
        differences.add(
            file.getKey() + ", line " + (line + 1) + ": " + (line < here.length ? here[line] : ""));
      }
    }
    return differences;
  }

  /** {@return what all commands print and write, by file, without this folder's name} */
  private static Map<String, String> run(String display, String format, List<String> more)
      throws Exception {
    Path here = Files.createDirectory(folder.resolve(display));
    List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-Xmx512m"));
    options.addAll(more);
    JavaProcess process =
        JavaProcess.run(options, LocaleTest.class, display, format, here.toString());
    assertThat(process.exit()).as(process.output()).isZero();
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(here)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = here.relativize(file).toString();
        if (!name.matches("data/.*|.*/resume/.*|.*/\\.lock|.*" + COMPLETION + ".*")) {
          files.put(name, content(file, name, here.toString()));
        }
      }
    }
    return files;
  }

  private static String content(Path file, String name, String here) throws IOException {
    String text =
        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1)
            .replace(here, "HERE")
            .replaceAll("http://127\\.0\\.0\\.1:\\d+/\\S+", "ADDRESS"); // with a secret
    if (!VARYING.matcher(name).matches()) {
      return text;
    }
    int codes = name.endsWith(".called") ? text.indexOf('\n') : 0; // the exit code stays
    return text.substring(0, codes) + NUMBER.matcher(text.substring(codes)).replaceAll("#");
  }

  /** In a process of its own: sets the locales before anything else, and makes the calls. */
  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.forLanguageTag(args[0]));
    Locale.setDefault(Locale.Category.FORMAT, Locale.forLanguageTag(args[1]));
    Path here = Path.of(args[2]);
    EveryCommand.paint(here);
    int n = 0;
    for (EveryCommand call : EveryCommand.calls(here)) {
      CommandRun run = CommandRun.of(call.words());
      String name = String.format(Locale.ROOT, "%02d-%s.called", n++, call.command());
      Files.writeString(
          here.resolve(name), "exit " + run.exit() + "\n" + run.out() + "--\n" + run.err());
    }
  }
}
