package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Locale;
import kpnative.geometry.Size;

/** Reads the size and EXIF orientation of a WebP file and checks that it is complete. RFC 9649. */
final class WebpHeader {
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;
  private static final int ANIMATED = 2; // a flag of VP8X
  // bytes a pixel, measured: docs/reliability.md
  private static final int LOSSY = 7;
  private static final int LOSSLESS = 13;
  private static final int ANIMATION = 25;

  private WebpHeader() {}

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    if (whole && in.u32(4, LITTLE) + 8 > in.length()) {
      throw in.truncated("the end of the WebP file");
    }
    if (!in.has(12, "VP8X")) {
      PictureHeader header = picture(in, 12);
      return whole ? header.requireMemory(in, bytes(in, 12) * header.pixels()) : header;
    }
    Size canvas =
        PictureHeader.of(
                in, (in.u32(24, LITTLE) & 0xffffff) + 1, (in.u32(27, LITTLE) & 0xffffff) + 1, 1)
            .stored();
    boolean animated = (in.u8(20) & ANIMATED) != 0;
    TiffTags tags = TiffTags.NONE;
    boolean tagged = false;
    int bytes = animated ? ANIMATION : LOSSLESS;
    for (long at = 12; at + 8 <= in.length(); ) {
      if (!tagged && in.has(at, "EXIF")) {
        tagged = true;
        tags = TiffTags.of(in, in.has(at + 8, "Exif\0\0") ? at + 14 : at + 8);
      }
      if (whole && !animated && in.has(at, "VP8") && !in.has(at, "VP8X")) {
        Size inside = picture(in, at).stored();
        bytes = bytes(in, at);
        if (!inside.equals(canvas)) {
          throw in.error(
              String.format(
                  Locale.ROOT,
                  "damaged: its header gives %s pixels, its picture %s",
                  canvas,
                  inside));
        }
      }
      long length = in.u32(at + 4, LITTLE);
      at += 8 + length + (length & 1);
    }
    PictureHeader header = PictureHeader.of(in, canvas.width(), canvas.height(), tags);
    return whole ? header.requireMemory(in, bytes * header.pixels()) : header;
  }

  private static int bytes(FileBytes in, long at) {
    return in.has(at, "VP8L") ? LOSSLESS : LOSSY;
  }

  /** {@return the size of the picture in the chunk at {@code at}} */
  private static PictureHeader picture(FileBytes in, long at) throws IOException {
    if (in.has(at, "VP8 ")) {
      return PictureHeader.of(
          in, in.u16(at + 14, LITTLE) & 0x3fff, in.u16(at + 16, LITTLE) & 0x3fff, 1);
    }
    if (in.has(at, "VP8L")) {
      long bits = in.u32(at + 9, LITTLE);
      return PictureHeader.of(in, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1, 1);
    }
    throw in.error("damaged: a WebP file without a picture");
  }
}
