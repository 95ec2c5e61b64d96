package kpnative.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.nio.ByteBuffer;

/** Rows of a gray picture of 8 or 16 bits: its raw values, not through a colour space. */
final class GrayRows implements JavaRows {
  private final Raster raster;
  private final boolean deep;
  private byte[] bytes = {};
  private short[] shorts = {};

  /** The rows of a TYPE_BYTE_GRAY or TYPE_USHORT_GRAY. */
  GrayRows(BufferedImage picture) {
    raster = picture.getRaster();
    deep = picture.getType() == BufferedImage.TYPE_USHORT_GRAY;
  }

  @Override
  public PixelLayout layout() {
    return deep ? PixelLayout.GRAY16 : PixelLayout.GRAY;
  }

  @Override
  public void read(int x, int y, int width, int rows, ByteBuffer into) {
    int count = width * rows;
    if (deep) {
      shorts = shorts.length >= count ? shorts : new short[count];
      raster.getDataElements(x, y, width, rows, shorts);
      into.asShortBuffer().put(shorts, 0, count);
    } else {
      bytes = bytes.length >= count ? bytes : new byte[count];
      raster.getDataElements(x, y, width, rows, bytes);
      into.put(bytes, 0, count);
    }
  }
}
