package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * Reads the size in a BMP header and checks that the pixels are complete. Microsoft's
 * BITMAPINFOHEADER.
 */
final class BmpHeader {
  private static final ByteOrder LITTLE = ByteOrder.LITTLE_ENDIAN;

  private BmpHeader() {}

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    boolean old = in.u32(14, LITTLE) == 12; // OS/2 1.x
    long width = old ? in.u16(18, LITTLE) : (int) in.u32(18, LITTLE);
    long height = old ? in.u16(20, LITTLE) : (int) in.u32(22, LITTLE);
    PictureHeader header =
        PictureHeader.of(in, width, Math.abs(height), 1); // negative: rows from top to bottom
    int bits = in.u16(old ? 24 : 28, LITTLE);
    long compression = old ? 0 : in.u32(30, LITTLE);
    boolean plain = compression == 0 || compression == 3;
    long stride = (width * bits + 31) / 32 * 4;
    if (whole && plain && in.u32(10, LITTLE) + stride * Math.abs(height) > in.length()) {
      throw in.truncated("a part of the pixels");
    }
    return header.requireMemory(in, 3 * header.pixels());
  }
}
