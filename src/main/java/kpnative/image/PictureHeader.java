package kpnative.image;

import java.io.IOException;
import kpnative.geometry.Size;

/**
 * What the first bytes of a picture file claim.
 *
 * @param stored the size before the orientation is applied
 * @param orientation as EXIF and TIFF count it, 1 to 8; from 5 on, width and height change places
 */
record PictureHeader(Size stored, int orientation) {
  /** {@return width and height of the upright picture} */
  Size upright() {
    return orientation >= 5
        ? new Size(/* width= */ stored.height(), /* height= */ stored.width())
        : stored;
  }

  /** {@return the header, if the size is neither empty nor absurd} */
  static PictureHeader of(FileBytes in, long width, long height, int orientation)
      throws IOException {
    int side = ImageLimits.MAX_SIDE;
    long most = ImageLimits.maxPixels();
    if (width < 1 || height < 1) {
      throw in.bad("damaged: its header claims a size of " + width + " x " + height + " pixels");
    }
    if (width > side || height > side || width * height > most) {
      throw in.bad(
          "its header claims a size of "
              + (width + " x " + height + " pixels; at most " + side + " a side and " + most)
              + (" in all are read (system property " + ImageLimits.MAX_PIXELS_PROPERTY + ")"));
    }
    boolean known = orientation >= 1 && orientation <= 8;
    return new PictureHeader(new Size((int) width, (int) height), known ? orientation : 1);
  }
}
