package kpnative.image;

import java.nio.ByteBuffer;

/** Rows of a Java picture as bytes of one layout. One thread at a time. */
interface JavaRows {
  /** {@return the layout of what {@link #read} writes} */
  PixelLayout layout();

  /**
   * Writes rows without gaps.
   *
   * @param x the first column
   * @param y the first row
   * @param into from 0 on; little-endian, with room for {@code width * rows} pixels
   */
  void read(int x, int y, int width, int rows, ByteBuffer into);
}
