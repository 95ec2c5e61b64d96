package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;

/** Finds the orientation in the EXIF data of a file, which are a TIFF structure. */
/* TIFF 6.0, section 2. */
final class TiffTags {
  private static final int SHORT = 3;
  private static final int ORIENTATION = 274;

  private TiffTags() {}

  private static int parse(FileBytes in, long start) throws IOException {
    ByteOrder order = in.u8(start) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    long directory = start + in.u32(start + 4, order);
    int entries = in.u16(directory, order);
    int orientation = 1;
    for (int i = 0; i < entries; i++) {
      long at = directory + 2 + 12L * i;
      if (in.u16(at, order) == ORIENTATION) {
        boolean isShort = in.u16(at + 2, order) == SHORT;
        orientation = (int) Math.min(isShort ? in.u16(at + 8, order) : in.u32(at + 8, order), 9);
      }
    }
    return orientation;
  }

  /** {@return the orientation of the EXIF data at {@code start}; 1 if they are damaged} */
  static int orientation(FileBytes in, long start) {
    try {
      return parse(in, start);
    } catch (IOException damaged) {
      return 1; // as OpenCV does: damaged metadata does not make the pixels invalid
    }
  }
}
