package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Reads the size and EXIF orientation of a PNG and checks that it is complete. W3C PNG, 3rd
 * edition.
 */
final class PngHeader {
  private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;

  private PngHeader() {}

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    if (!in.has(12, "IHDR")) {
      throw in.error("damaged: a PNG without an IHDR chunk");
    }
    PictureHeader size = PictureHeader.of(in, in.u32(16, BIG), in.u32(20, BIG), 1);
    int orientation = 1;
    boolean pixels = false;
    long at = 8;
    while (!in.has(at + 4, "IEND")) {
      if (in.has(at + 4, "eXIf")) {
        orientation = TiffTags.orientation(in, at + 8);
      }
      pixels |= in.has(at + 4, "IDAT");
      if (pixels && !whole) {
        break;
      }
      long next = at + 12 + in.u32(at, BIG);
      if (next > in.length()) {
        throw in.truncated("the end of the PNG chunk at byte " + at);
      }
      at = next;
    }
    if (whole && in.length() < at + 12) {
      throw in.truncated("the end of the last PNG chunk");
    }
    return PictureHeader.of(in, size.stored().width(), size.stored().height(), orientation);
  }
}
