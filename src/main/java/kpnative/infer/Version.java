package kpnative.infer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/*
 * Read from a file beside the class, not from the jar's manifest: classes outside a jar have no
 * manifest, a named module's Package does not expose it, and in a shaded jar it is the
 * application's.
 */
/** The version of kp-native. */
public final class Version {
  private static final String FILE = "version.txt"; // the build writes it

  private Version() {}

  /** {@return the version of the build's project} */
  public static String current() {
    try (InputStream in = Version.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("missing from the class path: kpnative/infer/" + FILE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
