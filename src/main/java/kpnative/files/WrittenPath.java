package kpnative.files;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Paths as text, from lists and options, which may be no path to this process. */
public final class WrittenPath {
  private WrittenPath() {}

  /** {@return the path; empty if it {@linkplain #problem isn't one} here} */
  public static Optional<Path> of(String text) {
    try {
      return Optional.of(Path.of(text));
    } catch (InvalidPathException e) {
      return Optional.empty(); // problem(text) says why
    }
  }

  /**
   * {@return why {@code text} is no path here, to be read after the name; empty if it is one} A
   * Java process cannot name files beyond ASCII if it was started under {@code LC_ALL=C}.
   */
  public static Optional<String> problem(String text) {
    if (text.indexOf('\0') >= 0) {
      return Optional.of("holds a NUL character, which no file's name can");
    }
    if (of(text).isPresent()) {
      return Optional.empty();
    }
    String charset = System.getProperty("sun.jnu.encoding", "");
    if (!canWrite(charset, text)) {
      return Optional.of(
          "has characters that this process cannot use in file names, in the encoding "
              + charset
              + ": start it with LC_ALL=C.UTF-8");
    }
    return Optional.of("is not a valid file name on this system");
  }

  private static boolean canWrite(String charset, String text) {
    try {
      return Charset.forName(charset).newEncoder().canEncode(text);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return true; // then the encoding is not known to be the reason
    }
  }
}
