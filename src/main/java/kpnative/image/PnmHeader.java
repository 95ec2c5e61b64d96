package kpnative.image;

import java.io.IOException;

/** Reads sizes that are stored as text: PBM, PGM, PPM, PFM and Radiance HDR. */
final class PnmHeader {
  private static final int MAX_HEADER = 1 << 16; // text before an HDR's size
  private static final int MAX_DIGITS = 9;
  private static final int FLOATS = 3 * Float.BYTES + 3; // bytes a pixel, before and after rounding
  private static final int MAX_VALUE = 65_535; // of netpbm's pgm(5) and ppm(5)

  private PnmHeader() {}

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    int kind = in.u8(1);
    long[] next = {2};
    long width = number(in, next);
    long height = number(in, next);
    PictureHeader header = PictureHeader.of(in, width, height, 1);
    boolean bits = kind == '1' || kind == '4';
    if (kind == 'F' || kind == 'f') {
      return header.requireMemory(in, FLOATS * header.pixels());
    }
    long most = bits ? 1 : number(in, next);
    if (most < 1 || most > MAX_VALUE) {
      throw in.error("damaged: its largest value is " + most + ", expected 1 to " + MAX_VALUE);
    }
    if (whole && kind >= '4' && kind <= '6') {
      long row =
          kind == '4' ? (width + 7) / 8 : width * (kind == '6' ? 3 : 1) * (most > 255 ? 2 : 1);
      if (next[0] + 1 + row * height > in.length()) {
        throw in.truncated("a part of the pixels");
      }
    }
    return header.requireMemory(in, 3 * header.pixels());
  }

  /**
   * {@return the header with the size in the line {@code -Y height +X width}, which follows an
   * empty line}
   */
  static PictureHeader parseHdr(FileBytes in) throws IOException {
    for (long at = 0; at < Math.min(MAX_HEADER, in.length()); at++) {
      if (in.has(at, "\n\n-Y ")) {
        long[] next = {at + 5};
        long height = number(in, next);
        if (!in.has(next[0], " +X ")) {
          break;
        }
        next[0] += 4;
        PictureHeader header = PictureHeader.of(in, number(in, next), height, 1);
        return header.requireMemory(in, FLOATS * header.pixels());
      }
    }
    throw in.error("damaged or unusual: an HDR file without a line '-Y height +X width'");
  }

  /**
   * {@return the number at {@code next[0]}, after whitespace and comments} Moves {@code next[0]}
   * behind it.
   */
  private static long number(FileBytes in, long[] next) throws IOException {
    long at = next[0];
    int c = in.u8(at);
    while (c == '#' || Character.isWhitespace(c)) {
      boolean comment = c == '#';
      do {
        c = in.u8(++at);
      } while (comment && c != '\n' && c != '\r');
    }
    long value = 0;
    int digits = 0;
    while (c >= '0' && c <= '9' && digits++ < MAX_DIGITS) {
      value = 10 * value + c - '0';
      c = in.u8(++at);
    }
    if (digits == 0 || digits > MAX_DIGITS) {
      throw in.error("damaged: no size in the header, at byte " + at);
    }
    next[0] = at;
    return value;
  }
}
