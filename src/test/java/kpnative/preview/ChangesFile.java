package kpnative.preview;

import java.io.IOException;
import java.nio.file.Path;

/** The drawn augmentations of a preview. */
public final class ChangesFile {
  private ChangesFile() {}

  /** Reads them. */
  public static void read(Path file) throws IOException {
    DrawnChanges.read(file);
  }
}
