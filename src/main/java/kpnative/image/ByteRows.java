package kpnative.image;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.Arrays;

/*
 * The array is read directly: getDataElements would reorder blue, green, red to red, green, blue byte by
 * byte. The cost: Java2D then no longer caches the picture in GPU memory.
 */
/** Rows of a picture with three or four bytes per pixel, in the channel order blue, green, red. */
final class ByteRows implements JavaRows {
  private final PixelLayout layout;
  private final byte[] data;
  private final int first; // index of the blue byte of pixel 0, 0
  private final int stride; // bytes from one row to the next

  /** Requires that {@link #canRead} is true for {@code picture}. */
  ByteRows(BufferedImage picture) {
    Raster raster = picture.getRaster();
    ComponentSampleModel model = (ComponentSampleModel) raster.getSampleModel();
    layout = model.getPixelStride() == 3 ? PixelLayout.BGR : PixelLayout.BGRA;
    data = ((DataBufferByte) raster.getDataBuffer()).getData();
    stride = model.getScanlineStride();
    first =
        model.getBandOffsets()[2]
            - raster.getSampleModelTranslateY() * stride
            - raster.getSampleModelTranslateX() * model.getPixelStride();
  }

  /** {@return whether the bytes of a pixel are blue, green, red or alpha, blue, green, red} */
  static boolean canRead(BufferedImage picture) {
    return picture.getRaster().getSampleModel() instanceof ComponentSampleModel model
        && picture.getRaster().getDataBuffer() instanceof DataBufferByte buffer
        && buffer.getNumBanks() == 1
        && buffer.getOffset() == 0 // rasters and sample models interpret other offsets differently
        && (isOf(model, 2, 1, 0) || isOf(model, 3, 2, 1, 0));
  }

  private static boolean isOf(ComponentSampleModel model, int... offsets) {
    return model.getPixelStride() == offsets.length
        && Arrays.equals(model.getBandOffsets(), offsets);
  }

  @Override
  public PixelLayout layout() {
    return layout;
  }

  @Override
  public void read(int x, int y, int width, int rows, ByteBuffer into) {
    int pixel = layout.bytes();
    for (int row = 0; row < rows; row++) {
      int from = first + (y + row) * stride + x * pixel;
      // Reading starts at blue, so the fourth byte is the next pixel's alpha; the last pixel has
      // none.
      int length = Math.min(width * pixel, data.length - from);
      into.put(row * width * pixel, data, from, length);
    }
  }
}
