package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;

/** Reads the size and EXIF orientation of a WebP file and checks that it is complete. RFC 9649. */
final class WebpHeader {
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  private WebpHeader() {}

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    if (whole && in.u32(4, LITTLE) + 8 > in.length()) {
      throw in.truncated("the end of the WebP file");
    }
    if (in.has(12, "VP8 ")) {
      return PictureHeader.of(in, in.u16(26, LITTLE) & 0x3fff, in.u16(28, LITTLE) & 0x3fff, 1);
    }
    if (in.has(12, "VP8L")) {
      long bits = in.u32(21, LITTLE);
      return PictureHeader.of(in, (bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1, 1);
    }
    if (!in.has(12, "VP8X")) {
      throw in.error("damaged: a WebP file without a picture");
    }
    long width = (in.u32(24, LITTLE) & 0xffffff) + 1;
    long height = (in.u32(27, LITTLE) & 0xffffff) + 1;
    int orientation = 1;
    for (long at = 12; at + 8 <= in.length(); ) {
      if (in.has(at, "EXIF")) {
        orientation = TiffTags.orientation(in, in.has(at + 8, "Exif\0\0") ? at + 14 : at + 8);
      }
      long length = in.u32(at + 4, LITTLE);
      at += 8 + length + (length & 1);
    }
    return PictureHeader.of(in, width, height, orientation);
  }
}
