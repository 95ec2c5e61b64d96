package kpnative.image;

import java.io.IOException;
import java.util.Locale;
import kpnative.geometry.Camera;
import kpnative.geometry.Size;

/**
 * The size and orientation in a picture file's header.
 *
 * @param stored the size before the orientation is applied
 * @param orientation the EXIF or TIFF orientation, 1 to 8; from 5 on, width and height are swapped
 * @param lens by which the picture was taken, as far as the file says it
 */
record PictureHeader(Size stored, int orientation, FocalLength lens) {
  /** {@return the camera that the picture was taken with, as far as it is known} */
  Camera camera() {
    return lens.camera(upright());
  }

  /** {@return width and height of the upright picture} */
  Size upright() {
    return orientation >= 5
        ? new Size(/* width= */ stored.height(), /* height= */ stored.width())
        : stored;
  }

  /**
   * Checks the memory that decoding takes, before any of it is.
   *
   * @param bytes the estimate
   * @throws IOException if it is more than {@link ImageLimits} allows
   */
  PictureHeader requireMemory(FileBytes in, double bytes) throws IOException {
    long most = ImageLimits.maxDecodingBytes();
    if (!(bytes <= most)) {
      throw in.error(
          String.format(
              Locale.ROOT,
              "decoding its %d x %d pixels would take about %.0f MB of memory; at most %d MB are"
                  + " taken (system property %s)",
              stored.width(),
              stored.height(),
              bytes / (1 << 20),
              most >> 20,
              ImageLimits.MAX_DECODING_BYTES_PROPERTY));
    }
    return this;
  }

  /** {@return the number of pixels} */
  double pixels() {
    return (double) stored.width() * stored.height();
  }

  /** {@return the header of a file that says nothing of the camera} */
  static PictureHeader of(FileBytes in, long width, long height, int orientation)
      throws IOException {
    return of(in, width, height, new TiffTags(orientation, FocalLength.UNKNOWN));
  }

  /** {@return the header; an unknown orientation becomes 1} */
  static PictureHeader of(FileBytes in, long width, long height, TiffTags tags) throws IOException {
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
    boolean known = tags.orientation() >= 1 && tags.orientation() <= 8;
    return new PictureHeader(
        new Size((int) width, (int) height), known ? tags.orientation() : 1, tags.lens());
  }
}
