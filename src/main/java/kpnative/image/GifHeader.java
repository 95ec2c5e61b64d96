package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;

/** Reads the size in a GIF header and checks that the first picture is complete. GIF89a. */
final class GifHeader {
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  private GifHeader() {}

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    PictureHeader header = PictureHeader.of(in, in.u16(6, LITTLE), in.u16(8, LITTLE), 1);
    if (!whole) {
      return header;
    }
    long at = 13 + colorTable(in.u8(10));
    while (in.u8(at) == 0x21) { // extensions, before the first picture
      at = skipSubBlocks(in, at + 2);
    }
    if (in.u8(at) != 0x2c) {
      throw in.error("damaged: a GIF without a picture");
    }
    skipSubBlocks(in, at + 11 + colorTable(in.u8(at + 9)));
    return header;
  }

  private static long colorTable(int flags) {
    return (flags & 0x80) == 0 ? 0 : 3L << ((flags & 7) + 1);
  }

  private static long skipSubBlocks(FileBytes in, long at) throws IOException {
    int length = in.u8(at);
    while (length > 0) {
      at += 1 + length;
      length = in.u8(at);
    }
    return at + 1;
  }
}
