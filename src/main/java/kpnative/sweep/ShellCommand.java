package kpnative.sweep;

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
final class ShellCommand {
  private ShellCommand() {}

  /** {@return whether Java can give these words to a process} */
  static boolean canPass(List<String> words) {
    Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    return words.stream().allMatch(charset.newEncoder()::canEncode);
  }

  /** {@return the shell's words} Output is appended to {@code log}. */
  static List<String> of(List<String> words, Path log) {
    String command = words.stream().map(ShellCommand::quoted).collect(Collectors.joining(" "));
    String file = quoted(FileNames.text(log.toAbsolutePath()));
    return List.of("sh", "-c", "exec " + command + " >>" + file + " 2>&1");
  }

  private static String quoted(String word) {
    StringBuilder bytes = new StringBuilder();
    for (byte b : word.getBytes(StandardCharsets.UTF_8)) {
      bytes.append(String.format(Locale.ROOT, "\\%03o", b & 0xff));
    }
    return "\"$(printf '" + bytes + "')\"";
  }
}
