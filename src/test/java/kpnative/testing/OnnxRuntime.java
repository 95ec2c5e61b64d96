package kpnative.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * ONNX Runtime, on one thread. Release 1.29 ends the whole process where it can't read the
 * processor's description (some virtual machines), so a process of its own tries it first; where it
 * does not start, the tests that need it are skipped, with a message.
 */
public final class OnnxRuntime {
  private OnnxRuntime() {}

  /** Starts the runtime, and nothing else. */
  public static void main(String[] args) {
    System.out.println(OrtEnvironment.getEnvironment().getVersion());
  }

  /** {@return a session on a file; owned by the caller} */
  public static OrtSession open(Path file) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return environment().createSession(file.toString(), options);
    }
  }

  /** {@return the runtime; skips the calling test where it does not start} */
  public static OrtEnvironment environment() {
    assumeTrue(Trial.STARTS, "ONNX Runtime does not start on this machine");
    return OrtEnvironment.getEnvironment();
  }

  /** Asked once, and only by a test: the process that tries it must not ask again. */
  private static final class Trial {
    static final boolean STARTS = starts();

    private static boolean starts() {
      try {
        return JavaProcess.run(List.of(), OnnxRuntime.class).exit() == 0;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException(e);
      }
    }
  }
}
