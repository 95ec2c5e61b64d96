package kpnative.image;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.nio.ByteBuffer;

/** Rows of an 8-bit or 16-bit gray picture: raw values without color space conversion. */
final class GrayRows implements JavaRows {
  private final Raster raster;
  private final boolean is16Bit;
  private byte[] bytes = {};
  private short[] shorts = {};

  /** Requires a picture of TYPE_BYTE_GRAY or TYPE_USHORT_GRAY. */
  GrayRows(BufferedImage picture) {
    raster = picture.getRaster();
    is16Bit = picture.getType() == BufferedImage.TYPE_USHORT_GRAY;
  }

  @Override
  public PixelLayout layout() {
    return is16Bit ? PixelLayout.GRAY16 : PixelLayout.GRAY;
  }

  @Override
  public void read(int x, int y, int width, int rows, ByteBuffer into) {
    int count = width * rows;
    if (is16Bit) {
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
