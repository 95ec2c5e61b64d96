package kpnative.parallel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Ends a worker whose launcher has ended without ending it: the launcher holds the other end of its
 * standard input and writes nothing, so the input ends with the launcher, however that ends.
 */
public final class LauncherWatch {
  private static final String VARIABLE = "KPNATIVE_LAUNCHED";
  private static final int FAILED = 1;

  private LauncherWatch() {}

  /** Says in a worker's environment that its standard input is held. */
  static void announce(Map<String, String> environment) {
    environment.put(VARIABLE, "1");
  }

  /**
   * Begins to watch, if the environment says that this process was launched so.
   *
   * @param input the process's standard input, which nobody else reads
   * @param end ends the process with an exit code; called on a thread of this watch's own
   */
  public static void begin(Map<String, String> environment, InputStream input, IntConsumer end) {
    if (!environment.containsKey(VARIABLE)) {
      return;
    }
    Thread watch = new Thread(() -> await(input, end), "kpnative-launcher-watch");
    watch.setDaemon(true);
    watch.start();
  }

  private static void await(InputStream input, IntConsumer end) {
    try {
      int read = input.read();
      while (read >= 0) {
        read = input.read();
      }
    } catch (IOException e) {
      end.accept(FAILED); // as if it had ended
      return;
    }
    end.accept(FAILED);
  }
}
