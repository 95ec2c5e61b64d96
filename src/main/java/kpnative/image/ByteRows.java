package kpnative.image;

import java.awt.image.BufferedImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.nio.ByteBuffer;
import java.util.Arrays;

/*
 * The array is read directly: getDataElements would turn blue, green, red into red, green, blue, byte
 * by byte. The price: Java2D then no longer keeps a copy of that picture on the graphics card.
 */
/** Rows of a picture whose pixels are three or four bytes, blue before green before red. */
final class ByteRows implements JavaRows {
  private final PixelLayout layout;
  private final byte[] data;
  private final int first; // of the pixel 0, 0: its blue
  private final int stride; // bytes from a row to the next

  /** The rows of a picture of which {@link #canRead} says so. */
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

  /** {@return whether a pixel is blue, green, red and nothing else, or has alpha before these} */
  static boolean canRead(BufferedImage picture) {
    return picture.getRaster().getSampleModel() instanceof ComponentSampleModel model
        && picture.getRaster().getDataBuffer() instanceof DataBufferByte buffer
        && buffer.getNumBanks() == 1
        && buffer.getOffset() == 0 // rasters and sample models disagree on what others mean
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
      // Behind alpha, blue, green, red comes the next pixel's alpha; behind the last one, nothing.
      int length = Math.min(width * pixel, data.length - from);
      into.put(row * width * pixel, data, from, length);
    }
  }
}
