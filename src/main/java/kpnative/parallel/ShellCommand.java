package kpnative.parallel;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kpnative.files.FileNames;

/**
 * A command whose words have characters that Java cannot give to a process: under {@code LC_ALL=C}
 * it replaces them by {@code ?}. The shell, which is given their UTF-8 bytes as octal numbers, then
 * replaces itself by the command, so that the process is the same.
 */
public final class ShellCommand {
  private ShellCommand() {}

  /** {@return whether Java can give these words to a process} */
  public static boolean canPass(List<String> words) {
    Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    return words.stream().allMatch(charset.newEncoder()::canEncode);
  }

  /** {@return the words by which this command is started: its own, or the shell's if needed} */
  public static List<String> of(List<String> words) {
    return canPass(words) ? words : List.of("sh", "-c", "exec " + quoted(words));
  }

  /** {@return the shell's words} Output is appended to {@code log}. */
  public static List<String> of(List<String> words, Path log) {
    String file = quoted(FileNames.text(log.toAbsolutePath()));
    return List.of("sh", "-c", "exec " + quoted(words) + " >>" + file + " 2>&1");
  }

  private static String quoted(List<String> words) {
    return words.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    StringBuilder bytes = new StringBuilder();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      bytes.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
    }
    return "\"$(printf '" + bytes + "')\"";
  }
}
