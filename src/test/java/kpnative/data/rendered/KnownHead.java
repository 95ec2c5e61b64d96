package kpnative.data.rendered;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The known head, read once; tests that need it are skipped where it is absent. */
final class KnownHead {
  private static final Path ASSET =
      Path.of("../shared/assets/ict-face-light/ict-face-light.safetensors");

  private KnownHead() {}

  /** Made when it is first asked for. */
  private static final class Lazy {
    static final Head HEAD = read();

    private static Head read() {
      try {
        return new Head(HeadModelFile.read(ASSET));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static Head get() {
    Assumptions.assumeTrue(Files.isRegularFile(ASSET), ASSET + " is absent: nothing to dress");
    return Lazy.HEAD;
  }
}
