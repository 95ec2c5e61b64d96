package kpnative.data.check;

import java.util.Arrays;

/**
 * A face as {@value #SIDE} x {@value #SIDE} gray bytes, aligned by its keypoints in position, size
 * and rotation, with a hash of its centre. Immutable.
 *
 * @see Duplicates
 */
/* A difference hash (dHash): the centre is averaged into 12 x 12 cells, and each cell, except those
 * of the last row and column, gives two bits: whether the cell to its right is brighter, and
 * whether the cell below is. These 11 x 11 x 2 = 242 bits hardly change with brightness, contrast,
 * size and compression. */
final class FacePatch {
  /** The side of a patch, pixels. */
  static final int SIDE = 48;

  /** The side of the centre, which is compared, pixels; the border leaves room for alignment. */
  static final int MIDDLE = 30;

  /** The length of a hash, bits. */
  static final int BITS = 242;

  private static final int CELLS = 12;

  /** The standard deviation, in gray levels of 255, below which a patch shows only noise. */
  private static final double FLAT = 3;

  private final byte[] pixels;
  private final long[] hash;
  private final boolean flat;

  private FacePatch(byte[] pixels) {
    this.pixels = pixels;
    this.hash = hash(pixels);
    this.flat = standardDeviation(pixels) < FLAT;
  }

  /**
   * {@return the patch of these values}
   *
   * @param values {@code [SIDE, SIDE]}, row by row from the top, 0 to 1
   */
  static FacePatch of(float[] values) {
    byte[] pixels = new byte[SIDE * SIDE];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(values[i] * 255)));
    }
    return new FacePatch(pixels);
  }

  /** {@return the left-right mirror image} */
  FacePatch mirrored() {
    byte[] out = new byte[pixels.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = pixels[i + SIDE - 1 - 2 * (i % SIDE)];
    }
    return new FacePatch(out);
  }

  /** {@return a copy of the gray levels, 0 to 255} */
  float[] levels() {
    float[] out = new float[pixels.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = pixels[i] & 0xFF;
    }
    return out;
  }

  /** {@return whether the patch has too little contrast to be compared} */
  boolean isFlat() {
    return flat;
  }

  /** {@return the Hamming distance of the hashes, 0 to {@value #BITS}} */
  int distance(FacePatch other) {
    int bits = 0;
    for (int i = 0; i < hash.length; i++) {
      bits += Long.bitCount(hash[i] ^ other.hash[i]);
    }
    return bits;
  }

  /** {@return the correlation of the centres without alignment, -1 to 1; 0 if one is constant} */
  double correlation(FacePatch other) {
    int a = 0; // sums of 900 squares of up to 255 fit into an int
    int b = 0;
    int aa = 0;
    int bb = 0;
    int ab = 0;
    int first = (SIDE - MIDDLE) / 2;
    for (int y = first; y < first + MIDDLE; y++) {
      for (int i = y * SIDE + first; i < y * SIDE + first + MIDDLE; i++) {
        int p = pixels[i] & 0xFF;
        int q = other.pixels[i] & 0xFF;
        a += p;
        b += q;
        aa += p * p;
        bb += q * q;
        ab += p * q;
      }
    }
    double n = MIDDLE * MIDDLE;
    double norm = Math.sqrt((aa - a / n * a) * (bb - b / n * b));
    return norm > 0 ? (ab - a / n * b) / norm : 0;
  }

  private static long[] hash(byte[] pixels) {
    double[] cells = new double[CELLS * CELLS];
    int first = (SIDE - MIDDLE) / 2;
    for (int y = 0; y < MIDDLE; y++) {
      for (int x = 0; x < MIDDLE; x++) {
        int cell = y * CELLS / MIDDLE * CELLS + x * CELLS / MIDDLE;
        cells[cell] += pixels[(first + y) * SIDE + first + x] & 0xFF;
      }
    }
    // 30 pixels in 12 cells: a cell has 2 or 3 rows and columns
    for (int i = 0; i < cells.length; i++) {
      cells[i] /= width(i / CELLS) * width(i % CELLS);
    }
    long[] hash = new long[(BITS + 63) / 64];
    int bit = 0;
    for (int y = 0; y < CELLS - 1; y++) {
      for (int x = 0; x < CELLS - 1; x++) {
        double here = cells[y * CELLS + x];
        bit = put(hash, bit, cells[y * CELLS + x + 1] > here);
        bit = put(hash, bit, cells[(y + 1) * CELLS + x] > here);
      }
    }
    return hash;
  }

  private static int width(int cell) {
    return ceil((cell + 1) * MIDDLE) - ceil(cell * MIDDLE);
  }

  private static int ceil(int pixelsTimesCells) {
    return (pixelsTimesCells + CELLS - 1) / CELLS;
  }

  private static int put(long[] hash, int bit, boolean value) {
    if (value) {
      hash[bit / 64] |= 1L << (bit % 64);
    }
    return bit + 1;
  }

  private static double standardDeviation(byte[] pixels) {
    double sum = 0;
    double squares = 0;
    for (byte b : pixels) {
      int p = b & 0xFF;
      sum += p;
      squares += p * p;
    }
    double mean = sum / pixels.length;
    return Math.sqrt(Math.max(0, squares / pixels.length - mean * mean));
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof FacePatch p && Arrays.equals(pixels, p.pixels);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pixels);
  }
}
