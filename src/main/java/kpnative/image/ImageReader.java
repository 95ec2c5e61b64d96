package kpnative.image;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.geometry.Size;

/** STUB: picture files to Image; EXIF orientation applied; first bytes decide. */
public final class ImageReader {
  public static Image read(Path file, Channels channels) throws IOException {
    throw new AssertionError("stub");
  }

  /** Size after EXIF orientation, from the header alone. */
  public static Size size(Path file) throws IOException {
    throw new AssertionError("stub");
  }
}
