package kpnative.infer;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/*
 * A file beside the class, not the jar's manifest: classes outside a jar have none, a module's
 * package tells nothing of it, and in a shaded jar it is the application's.
 */
/** Which kp-native this is. */
public final class Version {
  private static final String FILE = "version.txt"; // the build writes it

  private Version() {}

  /** {@return the version, as the build's project has it} */
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
