package kpnative.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * What Jazzer calls: {@code --target_class=kpnative.fuzz.JazzerTarget --target_args=NAME}. The
 * system property {@code fuzz.folder} is the folder for the readers' files, best in memory.
 */
public final class JazzerTarget {
  private static FuzzTarget target;
  private static Path folder;

  private JazzerTarget() {}

  /** Called once, with the name of a target. */
  public static void fuzzerInitialize(String[] arguments) {
    target = FuzzTargets.of(arguments[0]);
    try {
      folder = FuzzFolder.prepared(Path.of(System.getProperty("fuzz.folder", "target/fuzz/work")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called for each input. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    target.run(folder, bytes);
  }
}
