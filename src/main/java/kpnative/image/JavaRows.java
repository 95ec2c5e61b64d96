package kpnative.image;

import java.nio.ByteBuffer;

/** Reads rows of a Java picture as bytes in one layout. Not thread-safe: one thread at a time. */
interface JavaRows {
  /** {@return the layout of the pixels that {@link #read} writes} */
  PixelLayout layout();

  /**
   * Writes rows without padding.
   *
   * @param x the first column
   * @param y the first row
   * @param into written from index 0; little-endian, with room for {@code width * rows} pixels
   */
  void read(int x, int y, int width, int rows, ByteBuffer into);
}
