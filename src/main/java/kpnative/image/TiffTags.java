package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * What is used of the EXIF data of a file, which are a TIFF structure. Damaged data say nothing: as
 * for OpenCV, they do not make the pixels invalid.
 *
 * @param orientation 1 to 8, or an unknown number; 1 if it is not given
 * @param filmFocalLength in millimetres on 35-mm film; 0 if it is not given
 */
/* TIFF 6.0, section 2; Exif 2.32, sections 4.6.3 and 4.6.5. */
record TiffTags(int orientation, int filmFocalLength) {
  /** What a file without EXIF data says. */
  static final TiffTags NONE = new TiffTags(1, 0);

  private static final int SHORT = 3;
  private static final int ORIENTATION = 274;
  private static final int EXIF = 34665; // where the directory of the camera's settings begins
  private static final int FILM_FOCAL_LENGTH = 41989;

  /** {@return the EXIF data at {@code start}} */
  static TiffTags of(FileBytes in, long start) {
    TiffTags known = NONE;
    try {
      ByteOrder order = in.u8(start) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      long first = start + in.u32(start + 4, order);
      known = new TiffTags(number(in, first, ORIENTATION, order, 1), 0);
      long settings = number(in, first, EXIF, order, 0);
      if (settings == 0) {
        return known;
      }
      int length = number(in, start + settings, FILM_FOCAL_LENGTH, order, 0);
      return new TiffTags(known.orientation, length);
    } catch (IOException damaged) {
      return known;
    }
  }

  /** {@return the value of a tag in a directory; the last one, if it is there twice} */
  private static int number(FileBytes in, long directory, int tag, ByteOrder order, int otherwise)
      throws IOException {
    int entries = in.u16(directory, order);
    long value = otherwise;
    for (int i = 0; i < entries; i++) {
      long at = directory + 2 + 12L * i;
      if (in.u16(at, order) == tag) {
        boolean isShort = in.u16(at + 2, order) == SHORT;
        value = isShort ? in.u16(at + 8, order) : in.u32(at + 8, order);
      }
    }
    return (int) Math.min(value, Integer.MAX_VALUE);
  }
}
