package kpnative.image;

import java.io.IOException;
import kpnative.geometry.Size;

/**
 * The size and orientation in a picture file's header.
 *
 * @param stored the size before the orientation is applied
 * @param orientation the EXIF or TIFF orientation, 1 to 8; from 5 on, width and height are swapped
 */
record PictureHeader(Size stored, int orientation) {
  /** {@return width and height of the upright picture} */
  Size upright() {
    return orientation >= 5
        ? new Size(/* width= */ stored.height(), /* height= */ stored.width())
        : stored;
  }

  /** {@return the header; an unknown orientation becomes 1} */
  static PictureHeader of(FileBytes in, long width, long height, int orientation)
      throws IOException {
    int side = ImageLimits.MAX_SIDE;
    long most = ImageLimits.maxPixels();
    if (width < 1 || height < 1) {
      throw in.error("damaged: its header gives a size of " + width + " x " + height + " pixels");
    }
    if (width > side || height > side || width * height > most) {
      throw in.error(
          "its header gives a size of "
              + (width + " x " + height + " pixels; at most " + side + " per side and " + most)
              + (" in total are read (system property " + ImageLimits.MAX_PIXELS_PROPERTY + ")"));
    }
    boolean known = orientation >= 1 && orientation <= 8;
    return new PictureHeader(new Size((int) width, (int) height), known ? orientation : 1);
  }
}
