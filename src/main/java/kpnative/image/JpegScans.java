package kpnative.image;

import java.io.IOException;
import java.util.Locale;

/**
 * What decoding a JPEG takes, from its frame header and its first scan's: coefficients are kept for
 * the whole picture if several scans give them. ITU-T T.81, B.2.2 and B.2.3.
 *
 * @param frame the offset of the frame header's code
 */
record JpegScans(FileBytes in, PictureHeader header, long frame) {
  /** The limit on scans: each takes time, however few bytes it has. Encoders write about 10. */
  static final int MOST = 256;

  private static final int BLOCK = 8; // pixels along a side
  private static final int MAX_SAMPLING = 4;
  private static final int MAX_COMPONENTS = 10; // libjpeg.h, MAX_COMPONENTS
  private static final int PROGRESSIVE = 2; // the last bits of SOF2, SOF6, SOF10 and SOF14
  private static final int LAST_HUFFMAN = 0xc2;

  /**
   * Checks memory, and that the file is long enough for a bit of each block.
   *
   * @param scan the offset of the first scan's code
   */
  void check(long scan) throws IOException {
    int components = in.u8(frame + 8);
    int across = 1;
    int down = 1;
    if (components < 1 || components > MAX_COMPONENTS) {
      throw in.error("damaged: a JPEG with " + components + " components");
    }
    for (int c = 0; c < components; c++) {
      across = Math.max(across, sampling(c) >> 4);
      down = Math.max(down, sampling(c) & 15);
    }
    double blocks = 0;
    for (int c = 0; c < components; c++) {
      blocks +=
          blocks(header.stored().width(), sampling(c) >> 4, across)
              * blocks(header.stored().height(), sampling(c) & 15, down);
    }
    int code = in.u8(frame);
    boolean kept = (code & 3) == PROGRESSIVE || in.u8(scan + 3) < components;
    double coefficients = kept ? blocks * BLOCK * BLOCK * Short.BYTES : 0;
    header.requireMemory(in, 3 * header.pixels() + coefficients);
    if (code <= LAST_HUFFMAN && blocks > 8.0 * (in.length() - scan)) {
      throw in.error(
          String.format(
              Locale.ROOT,
              "damaged: its header gives %s pixels, which %d bytes cannot hold",
              header.stored(),
              in.length() - scan));
    }
  }

  private int sampling(int component) throws IOException {
    int both = in.u8(frame + 10 + 3L * component);
    if (both >> 4 < 1
        || both >> 4 > MAX_SAMPLING
        || (both & 15) < 1
        || (both & 15) > MAX_SAMPLING) {
      throw in.error(
          "damaged: a JPEG with the sampling factors " + (both >> 4) + ", " + (both & 15));
    }
    return both;
  }

  private static double blocks(int length, int sampling, int most) {
    return Math.ceil(Math.ceil((double) length * sampling / most) / BLOCK);
  }
}
