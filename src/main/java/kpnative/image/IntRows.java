package kpnative.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.nio.ByteBuffer;

/** Rows of a picture as ints 0xRRGGBB. The highest byte is ignored. */
abstract class IntRows implements JavaRows {
  private int[] ints = {};

  /** Writes {@code width * rows} pixels. */
  abstract void read(int x, int y, int width, int rows, int[] into);

  @Override
  public PixelLayout layout() {
    return PixelLayout.BGRA;
  }

  @Override
  public final void read(int x, int y, int width, int rows, ByteBuffer into) {
    int count = width * rows;
    ints = ints.length >= count ? ints : new int[count];
    read(x, y, width, rows, ints);
    into.asIntBuffer().put(ints, 0, count);
  }

  /** Any picture; each pixel is converted by the color model, which takes about 40 ns. */
  static final class Any extends IntRows {
    private final BufferedImage picture;

    Any(BufferedImage picture) {
      this.picture = picture;
    }

    @Override
    void read(int x, int y, int width, int rows, int[] into) {
      picture.getRGB(x, y, width, rows, into, 0, width);
    }
  }

  /** A picture of packed ints, copied without conversion. */
  static final class Plain extends IntRows {
    private final Raster raster;
    private final boolean redFirst;

    Plain(BufferedImage picture) {
      raster = picture.getRaster();
      redFirst = picture.getType() == BufferedImage.TYPE_INT_BGR;
    }

    @Override
    public PixelLayout layout() {
      return redFirst ? PixelLayout.RGBA : PixelLayout.BGRA;
    }

    @Override
    void read(int x, int y, int width, int rows, int[] into) {
      raster.getDataElements(x, y, width, rows, into);
    }
  }

  /**
   * A TYPE_INT_ARGB_PRE picture: alpha premultiplication is undone for pixels that are not opaque.
   */
  static final class Premultiplied extends IntRows {
    private static final int OPAQUE = 0xff000000;

    private final Raster raster;
    private final ColorModel model;

    Premultiplied(BufferedImage picture) {
      raster = picture.getRaster();
      model = picture.getColorModel();
    }

    @Override
    void read(int x, int y, int width, int rows, int[] into) {
      raster.getDataElements(x, y, width, rows, into);
      for (int i = 0; i < width * rows; i++) {
        if ((into[i] & OPAQUE) != OPAQUE) {
          into[i] = model.getRGB(into[i]);
        }
      }
    }
  }

  /** A picture with a palette and at most one byte per pixel. */
  static final class Indexed extends IntRows {
    private final Raster raster;
    private final int[] colors = new int[256];
    private byte[] bytes = {};

    Indexed(BufferedImage picture, IndexColorModel palette) {
      raster = picture.getRaster();
      for (int i = 0; i < Math.min(colors.length, palette.getMapSize()); i++) {
        colors[i] = palette.getRGB(i);
      }
    }

    @Override
    void read(int x, int y, int width, int rows, int[] into) {
      int count = width * rows;
      bytes = bytes.length >= count ? bytes : new byte[count];
      raster.getDataElements(x, y, width, rows, bytes);
      for (int i = 0; i < count; i++) {
        into[i] = colors[bytes[i] & 0xff];
      }
    }
  }

  /** A picture of two bytes per pixel: five bits of red, five or six of green, five of blue. */
  static final class Shorts extends IntRows {
    private static final int GREEN = 5; // the shift of green: blue has five bits

    private final Raster raster;
    private final int redShift;
    private final int[] reds;
    private final int[] greens;
    private final int[] blues;
    private short[] shorts = {};

    Shorts(BufferedImage picture) {
      raster = picture.getRaster();
      redShift = picture.getType() == BufferedImage.TYPE_USHORT_565_RGB ? 11 : 10;
      ColorModel model = picture.getColorModel();
      reds = tones(model, redShift, 32);
      greens = tones(model, GREEN, 1 << (redShift - GREEN));
      blues = tones(model, 0, 32);
    }

    /** {@return the 8-bit level of each value of a field, shifted to its place} */
    private static int[] tones(ColorModel model, int shift, int values) {
      int[] tones = new int[values];
      for (int i = 0; i < values; i++) {
        tones[i] = model.getRGB(i << shift); // the other fields are 0
      }
      return tones;
    }

    @Override
    void read(int x, int y, int width, int rows, int[] into) {
      int count = width * rows;
      shorts = shorts.length >= count ? shorts : new short[count];
      raster.getDataElements(x, y, width, rows, shorts);
      for (int i = 0; i < count; i++) {
        int p = shorts[i];
        into[i] =
            reds[p >> redShift & 31] | greens[p >> GREEN & (greens.length - 1)] | blues[p & 31];
      }
    }
  }
}
