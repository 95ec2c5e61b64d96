package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Reads the size in a GIF header and checks that the first picture is complete and within the
 * canvas. GIF89a. Further pictures are hidden from the decoder, which would go through them all.
 */
final class GifHeader {
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  private static final int TRAILER = 0x3b;
  private static final int CANVAS = 4 + 3; // OpenCV's bytes a pixel: BGRA, and the result
  private static final int PICTURE = 1 + 4; // codes, and what the picture covers

  private GifHeader() {}

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    int width = in.u16(6, LITTLE);
    int height = in.u16(8, LITTLE);
    PictureHeader header = PictureHeader.of(in, width, height, 1);
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
    int right = in.u16(at + 1, LITTLE) + in.u16(at + 5, LITTLE);
    int bottom = in.u16(at + 3, LITTLE) + in.u16(at + 7, LITTLE);
    if (right > width || bottom > height) {
      throw in.error(
          String.format(
              Locale.ROOT,
              "damaged: its first picture reaches to %d, %d; its header gives %d x %d pixels",
              right,
              bottom,
              width,
              height));
    }
    double covered = (double) in.u16(at + 5, LITTLE) * in.u16(at + 7, LITTLE);
    header.requireMemory(in, CANVAS * header.pixels() + PICTURE * covered);
    in.endWith(skipSubBlocks(in, at + 11 + colorTable(in.u8(at + 9))), TRAILER);
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
