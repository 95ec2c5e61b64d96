package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and texts from outside never control the terminal, and never begin a line of their own. */
class TerminalTest {
  private static final String FORGED = "kp-native: forged";

  /** Sets the title, rings, begins a line, goes back in it, and colours all that follows. */
  private static final String HOSTILE = "a\u001b]0;b\u0007\n" + FORGED + "\rc\u001b[31m\u007f";

  @TempDir static Path folder;

  /** What each call printed, the second time too, when most are refused. */
  private static final Map<String, List<CommandRun>> RUNS = new TreeMap<>();

  @BeforeAll
  static void callEveryCommand() throws IOException {
    Path hostile = Files.createDirectory(folder.resolve(HOSTILE));
    EveryCommand.paint(hostile);
    int n = 0;
    for (EveryCommand call : EveryCommand.calls(hostile)) {
      CommandRun first = CommandRun.of(call.words());
      CommandRun second =
          call.command().equals("doctor")
              ? CommandRun.of("doctor", "--data", "dlib:" + list(hostile))
              : CommandRun.of(call.words());
      RUNS.put(String.format(Locale.ROOT, "%02d %s", n++, call.command()), List.of(first, second));
    }
  }

  /** A list whose pictures are absent, and which names them so. */
  private static Path list(Path hostile) throws IOException {
    String name = "x&#155;2J&#10;" + FORGED + "&#8238;";
    return Files.writeString(
        hostile.resolve("list.xml"),
        "<dataset><images><image file='"
            + name
            + "'><box top='1' left='1' width='9' height='9'><part name='0' x='1' y='1'/></box>"
            + "</image></images></dataset>");
  }

  static Stream<String> calls() {
    return EveryCommand.calls(folder).stream().map(EveryCommand::command).distinct();
  }

  @ParameterizedTest
  @MethodSource("calls")
  void noNameControlsTheTerminal(String command) {
    RUNS.forEach(
        (call, runs) -> {
          if (call.substring(3).equals(command)) {
            assertThat(runs.get(0).exit()).as(call + ": " + runs.get(0).err()).isZero();
            for (CommandRun run : runs) {
              assertThat(controls(run.out() + run.err())).as(call).isEmpty();
              assertThat((run.out() + run.err()).lines()).noneMatch(l -> l.startsWith(FORGED));
            }
          }
        });
  }

  @Test
  void logsAreReadOnTerminals() throws IOException {
    String log = Files.readString(folder.resolve(HOSTILE).resolve("run/log.txt"));

    assertThat(controls(log)).isEmpty();
    assertThat(log.lines()).noneMatch(line -> line.startsWith(FORGED));
  }

  @Test
  void aPageShowsNoControlCharacter() throws IOException {
    Path run = folder.resolve(HOSTILE).resolve("run");

    assertThat(controls(Files.readString(run.resolve("report.html")))).isEmpty();
  }

  @Test
  void tensorsAndMetadataAreALineEach() throws IOException {
    Path file = folder.resolve("w.safetensors");
    TensorData tensor = TensorData.ofFloats(new float[1], 1);
    SafetensorsFile.write(file, Map.of(HOSTILE, tensor), Map.of(HOSTILE, "x"));

    CommandRun run = CommandRun.of("weights", "inspect", file);

    assertThat(controls(run.out())).isEmpty();
    assertThat(run.out()).hasLineCount(3).contains("\\u001b]0;b\\u0007\\u000a" + FORGED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%s",
        "--out=%s",
        "train --recipe %s",
        "train --set %s=1",
        "evaluate --weights %s"
      })
  void whatIsTypedIsEchoedAsPlainText(String words) {
    Object[] typed = Stream.of(words.split(" ")).map(word -> word.replace("%s", HOSTILE)).toArray();

    CommandRun run = CommandRun.of(typed);

    assertThat(run.err()).hasLineCount(1).startsWith("kp-native: ");
    assertThat(controls(run.err())).isEmpty();
  }

  @Test
  void aStackTraceHasNoLineOfAName() {
    CommandRun run = CommandRun.of("evaluate", "--weights", HOSTILE, "--verbose");

    assertThat(run.err()).contains("\tat ");
    assertThat(controls(run.err())).isEmpty();
    assertThat(run.err().lines()).noneMatch(line -> line.contains(FORGED) && !line.contains("\\u"));
  }

  @Test
  void whatACharsetLacksIsWrittenAsItsCode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintWriter ascii = Terminal.of(bytes, StandardCharsets.US_ASCII)) {
      ascii.println("Zo\u00eb \ud83d\udc69");
    }

    assertThat(bytes.toString(StandardCharsets.US_ASCII))
        .isEqualTo("Zo\\u00eb \\ud83d\\udc69" + System.lineSeparator());
  }

  @Test
  void argumentsAndLinesHoldNoLineBreak() {
    StringWriter text = new StringWriter();
    Terminal terminal = Terminal.of(new PrintWriter(text));
    terminal.println("a\nb");
    terminal.printf(Locale.ROOT, "%s %d %.1f %-4s|%n", "c\nd", 1, 0.5, Path.of("e"));
    terminal.print("two\nlines\n");

    assertThat(text.toString().replace("\r\n", "\n"))
        .isEqualTo("a\\u000ab\nc\\u000ad 1 0.5 e   |\ntwo\nlines\n");
    assertThat(Terminal.of(terminal)).isSameAs(terminal);
  }

  @Test
  void onlyTheTerminalItselfErasesALine() {
    StringWriter text = new StringWriter();
    Terminal terminal = Terminal.of(new PrintWriter(text));
    terminal.print(Terminal.ERASE_LINE);
    terminal.eraseLine();
    terminal.print("x");
    terminal.flush();

    assertThat(text.toString()).isEqualTo("\\u000d\\u001b[K" + Terminal.ERASE_LINE + "x");
  }

  private static List<Integer> controls(String text) {
    return text.codePoints()
        .filter(c -> c != '\n' && c != '\t')
        .filter(c -> Character.isISOControl(c) || (c >= 0x202A && c <= 0x202E))
        .boxed()
        .toList();
  }
}
