package kpnative.data.read;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import kpnative.files.WrittenPath;

/** What stands in the text of a {@link DataSpec}: paths and numbers of faces. */
final class SpecText {
  /** The largest number of made faces accepted; a larger one is taken for a typing error. */
  private static final int MAX_MADE = 10_000_000;

  private SpecText() {}

  /** {@return whether the text is the path of something that exists} */
  static boolean exists(String text) {
    return WrittenPath.of(text).filter(Files::exists).isPresent(); // on Windows, C: may be no path
  }

  /**
   * {@return the path in a text}
   *
   * @param text the whole, for messages
   * @throws IllegalArgumentException if it is blank or none
   */
  static Path path(String text, String path) {
    if (path.isBlank()) {
      throw new IllegalArgumentException("expected a path in '" + text + "', got none");
    }
    return WrittenPath.of(path)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "expected a path in '"
                        + text
                        + "', which "
                        + WrittenPath.problem(path).orElse("is none")));
  }

  /**
   * {@return the number of faces in a text}
   *
   * @param text the whole, for messages
   * @param form what was expected, with N for the number
   * @throws IllegalArgumentException if it is no number from 1 to {@value #MAX_MADE}
   */
  static OptionalInt count(String text, String number, String form) {
    if (!number.matches("[1-9]\\d{0,8}") || Integer.parseInt(number) > MAX_MADE) {
      throw new IllegalArgumentException(
          "expected " + form + " with N from 1 to " + MAX_MADE + ", got '" + text + "'");
    }
    return OptionalInt.of(Integer.parseInt(number));
  }
}
