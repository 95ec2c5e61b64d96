package kpnative.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The command line's arguments as they were given. Under {@code LC_ALL=C}, Java replaces all of a
 * name's bytes beyond ASCII by {@code ?}; Linux keeps the bytes.
 */
final class RawArguments {
  private static final Path OF_THIS_PROCESS = Path.of("/proc/self/cmdline");
  private static final char LOST = '?';

  private RawArguments() {}

  /** {@return the arguments, with what Java lost, if it can be known and is UTF-8} */
  static String[] of(String[] arguments) {
    boolean whole = Arrays.stream(arguments).noneMatch(RawArguments::isDoubtful);
    if (whole || !Files.isReadable(OF_THIS_PROCESS)) {
      return arguments;
    }
    try {
      return of(arguments, Files.readAllBytes(OF_THIS_PROCESS));
    } catch (IOException e) {
      return arguments; // as Java gave them: names that it lost are reported as missing
    }
  }

  /**
   * {@return the same for a command line}
   *
   * @param line its words, each ended by a zero byte; the last ones are the arguments
   */
  static String[] of(String[] arguments, byte[] line) throws CharacterCodingException {
    List<String> words = List.of(new String(line, StandardCharsets.ISO_8859_1).split("\0", -1));
    int first = words.size() - 1 - arguments.length; // after the last zero byte stands nothing
    if (first < 0) {
      return arguments;
    }
    String[] raw = new String[arguments.length];
    for (int i = 0; i < raw.length; i++) {
      String word = words.get(first + i);
      if (word.length() != arguments[i].length() && isDoubtful(arguments[i])) {
        return arguments; // Java read its arguments from elsewhere, such as a file
      }
      raw[i] =
          isDoubtful(arguments[i])
              ? StandardCharsets.UTF_8
                  .newDecoder()
                  .decode(ByteBuffer.wrap(word.getBytes(StandardCharsets.ISO_8859_1)))
                  .toString()
              : arguments[i];
    }
    return raw;
  }

  private static boolean isDoubtful(String argument) {
    return argument.indexOf(LOST) >= 0 || argument.indexOf('\uFFFD') >= 0;
  }
}
