package kpnative.infer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/*
 * Read from a file beside the class, not from the jar's manifest: classes outside a jar have no
 * manifest, a named module's Package does not expose it, and in a shaded jar it is the
 * application's.
 */
/** The version of kp-native. */
public final class Version {
  private static final String FILE = "version.txt"; // the build writes both
  private static final String COMMIT_FILE = "commit.txt";
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}(-dirty)?");

  private Version() {}

  /** {@return the version of the build's project} */
  public static String current() {
    return text(FILE)
        .orElseThrow(
            () -> new IllegalStateException("missing from the class path: kpnative/infer/" + FILE));
  }

  /**
   * {@return the commit that was built, 40 hexadecimal digits, with {@code -dirty} after them if
   * files had been changed; empty if it was not built in a clone}
   */
  public static Optional<String> commit() {
    return text(COMMIT_FILE).filter(c -> COMMIT.matcher(c).matches());
  }

  private static Optional<String> text(String file) {
    try (InputStream in = Version.class.getResourceAsStream(file)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
