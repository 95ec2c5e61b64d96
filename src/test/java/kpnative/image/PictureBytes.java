package kpnative.image;

import java.io.IOException;
import java.nio.file.Path;

/** The headers of pictures in memory. */
public final class PictureBytes {
  private static final FileBytes HELD = new FileBytes();

  private PictureBytes() {}

  /** Reads the header alone, and then with the check of the file's end. One thread at a time. */
  public static void header(Path file, byte[] bytes) throws IOException {
    HELD.hold(file.toString(), bytes);
    PictureFormats.parse(HELD, false);
    PictureFormats.parse(HELD, true);
  }
}
