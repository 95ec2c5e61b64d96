package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Three tags of the first directory of a TIFF structure: a TIFF file or the EXIF data of another
 * file.
 *
 * @param width tag 256, pixels; 0 if missing
 * @param height tag 257, pixels; 0 if missing
 * @param orientation tag 274; 1 if missing
 */
/* TIFF 6.0, section 2. */
record TiffTags(long width, long height, int orientation) {
  private static final int SHORT = 3;

  /** {@return the tags of the structure at {@code start}} */
  static TiffTags parse(FileBytes in, long start) throws IOException {
    ByteOrder order = in.u8(start) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    long directory = start + in.u32(start + 4, order);
    int entries = in.u16(directory, order);
    long width = 0;
    long height = 0;
    int orientation = 1;
    for (int i = 0; i < entries; i++) {
      long at = directory + 2 + 12L * i;
      boolean isShort = in.u16(at + 2, order) == SHORT;
      long value = isShort ? in.u16(at + 8, order) : in.u32(at + 8, order);
      switch (in.u16(at, order)) {
        case 256 -> width = value;
        case 257 -> height = value;
        case 274 -> orientation = (int) Math.min(value, 9);
        default -> {} // not needed here
      }
    }
    return new TiffTags(width, height, orientation);
  }

  /** {@return the orientation of the EXIF data at {@code start}; 1 if they are damaged} */
  static int orientation(FileBytes in, long start) {
    try {
      return parse(in, start).orientation;
    } catch (IOException damaged) {
      return 1; // as OpenCV does: damaged metadata does not make the pixels invalid
    }
  }
}
