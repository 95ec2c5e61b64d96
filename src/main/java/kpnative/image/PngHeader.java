package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Locale;

/**
 * Reads the size and EXIF orientation of a PNG, checks that it is complete and its pixels' chunks
 * undamaged, and leaves in memory only the chunks that the pixels need. W3C PNG, 3rd edition.
 *
 * <p>Other chunks (texts, colour profiles, frames of an animation) would cost the decoder memory,
 * or make it print warnings that name no file. EXIF data count before the pixels only.
 */
final class PngHeader {
  private static final ByteOrder BIG = ByteOrder.BIG_ENDIAN;
  private static final int MOST_DEFLATED = 1032; // bytes that one byte of zlib data can become
  private static final int LOWER_CASE = 0x20; // in a name's first letter: the chunk may be left out
  private static final int OUTSIDE = 12; // bytes of a chunk besides its data: length, name, CRC

  private final FileBytes in;
  private long end = 8; // of the chunks that stay
  private long pixels; // bytes of their compressed data
  private TiffTags tags = TiffTags.NONE;
  private boolean palette;
  private boolean transparency;
  private boolean oriented;

  private PngHeader(FileBytes in) {
    this.in = in;
  }

  static PictureHeader parse(FileBytes in, boolean whole) throws IOException {
    if (!in.has(12, "IHDR") || in.u32(8, BIG) != 13) {
      throw in.error("damaged: a PNG without an IHDR chunk");
    }
    PictureHeader size = PictureHeader.of(in, in.u32(16, BIG), in.u32(20, BIG), 1);
    double rows = size.stored().height() * (rowBits(in, size.stored().width()) / 8 + 1);
    PngHeader png = new PngHeader(in);
    png.chunks(whole);
    if (whole) {
      size.requireMemory(in, 3 * size.pixels() + Long.BYTES * size.stored().height());
      if (rows > (double) MOST_DEFLATED * png.pixels) {
        throw in.error(
            String.format(
                Locale.ROOT,
                "damaged: %d compressed bytes cannot hold its %s pixels",
                png.pixels,
                size.stored()));
      }
    }
    return PictureHeader.of(in, size.stored().width(), size.stored().height(), png.tags);
  }

  private static double rowBits(FileBytes in, int width) throws IOException {
    int depth = in.u8(24);
    int channels =
        switch (in.u8(25)) {
          case 0, 3 -> 1;
          case 2 -> 3;
          case 4 -> 2;
          case 6 -> 4;
          default -> throw in.error("damaged: a PNG of color type " + in.u8(25));
        };
    if (Integer.bitCount(depth) != 1 || depth > 16) {
      throw in.error("damaged: a PNG with " + depth + " bits a channel");
    }
    return (double) width * depth * channels;
  }

  private void chunks(boolean whole) throws IOException {
    long at = 8;
    while (!in.has(at + 4, "IEND")) {
      if (!whole && in.has(at + 4, "IDAT")) {
        return;
      }
      long next = at + OUTSIDE + in.u32(at, BIG);
      if (next > in.length()) {
        throw in.truncated("the end of the PNG chunk at byte " + at);
      }
      if (stays(at) && whole) {
        keep(at, next);
      }
      at = next;
    }
    if (whole) {
      if (in.length() < at + OUTSIDE) {
        throw in.truncated("the end of the last PNG chunk");
      }
      keep(at, at + OUTSIDE);
      in.cut(end);
    }
  }

  private boolean stays(long at) throws IOException {
    boolean first;
    if (in.has(at + 4, "IDAT")) {
      if (pixels == 0 && in.u32(at, BIG) >= 2) {
        requireDeflate(in.u16(at + 8, BIG));
      }
      pixels += in.u32(at, BIG);
      return true;
    } else if (in.has(at + 4, "IHDR")) {
      if (at != 8) {
        throw in.error("damaged: a second IHDR chunk at byte " + at);
      }
      return true;
    } else if (in.has(at + 4, "PLTE")) {
      first = !palette;
      palette = true;
    } else if (in.has(at + 4, "tRNS")) {
      first = !transparency;
      transparency = true;
    } else if (in.has(at + 4, "eXIf")) {
      first = !oriented;
      oriented = true;
      if (first && pixels == 0) {
        tags = TiffTags.of(in, at + 8);
      }
    } else {
      if ((in.u8(at + 4) & LOWER_CASE) == 0) {
        throw in.error("damaged: an unknown critical chunk at byte " + at);
      }
      return false;
    }
    return first && pixels == 0;
  }

  /** The first two bytes of zlib data. RFC 1950. */
  private void requireDeflate(int head) throws IOException {
    if ((head >> 8 & 15) != 8 || head >> 12 > 7 || head % 31 != 0 || (head & 0x20) != 0) {
      throw in.error("damaged: its pixels do not begin as zlib data do");
    }
  }

  private void keep(long at, long next) throws IOException {
    if (in.crc32(at + 4, next - at - 8) != in.u32(next - 4, BIG)) {
      throw in.error("damaged: the CRC of the PNG chunk at byte " + at + " is wrong");
    }
    if (end != at) {
      in.moveBack(at, end, next - at);
    }
    end += next - at;
  }
}
