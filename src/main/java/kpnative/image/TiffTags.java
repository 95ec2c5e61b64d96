package kpnative.image;

import java.io.IOException;
import java.nio.ByteOrder;

/**
 * What is used of the EXIF data of a file, which are a TIFF structure. Damaged data say nothing: as
 * for OpenCV, they do not make the pixels invalid.
 *
 * @param orientation 1 to 8, or an unknown number; 1 if it is not given
 * @param lens what is said about it
 */
/* TIFF 6.0, section 2; Exif 2.32, sections 4.6.3 and 4.6.5. */
record TiffTags(int orientation, FocalLength lens) {
  /** What a file without EXIF data says. */
  static final TiffTags NONE = new TiffTags(1, FocalLength.UNKNOWN);

  private static final int SHORT = 3;
  private static final int RATIONAL = 5;
  private static final int ORIENTATION = 274;
  private static final int EXIF = 34665; // where the directory of the camera's settings begins
  private static final int FOCAL_LENGTH = 37386;
  private static final int WIDTH = 40962;
  private static final int HEIGHT = 40963;
  private static final int SENSOR_RESOLUTION = 41486;
  private static final int SENSOR_UNIT = 41488;
  private static final int FILM_FOCAL_LENGTH = 41989;

  /** {@return the EXIF data at {@code start}} */
  static TiffTags of(FileBytes in, long start) {
    TiffTags known = NONE;
    try {
      ByteOrder order = in.u8(start) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
      Directory first = new Directory(in, start, start + in.u32(start + 4, order), order);
      known = new TiffTags((int) Math.min(first.number(ORIENTATION, 1), 9), FocalLength.UNKNOWN);
      long settings = first.number(EXIF, 0);
      if (settings == 0) {
        return known;
      }
      Directory camera = new Directory(in, start, start + settings, order);
      FocalLength lens =
          new FocalLength(
              camera.number(FILM_FOCAL_LENGTH, 0),
              camera.ratio(FOCAL_LENGTH),
              camera.ratio(SENSOR_RESOLUTION) / millimetres(camera.number(SENSOR_UNIT, 2)),
              camera.number(WIDTH, 0),
              camera.number(HEIGHT, 0));
      return new TiffTags(known.orientation, lens);
    } catch (IOException damaged) {
      return known;
    }
  }

  /** {@return the millimetres of a unit: inches, unless centimetres, millimetres or micrometres} */
  private static double millimetres(long unit) {
    return unit == 3 ? 10 : unit == 4 ? 1 : unit == 5 ? 0.001 : 25.4;
  }

  /**
   * A list of tags.
   *
   * @param start where offsets count from
   * @param at where it begins
   */
  private record Directory(FileBytes in, long start, long at, ByteOrder order) {
    /** {@return the value of a tag; the last one, if it is there twice} */
    long number(int tag, long otherwise) throws IOException {
      long entry = entry(tag);
      if (entry == 0) {
        return otherwise;
      }
      boolean isShort = in.u16(entry + 2, order) == SHORT;
      return isShort ? in.u16(entry + 8, order) : in.u32(entry + 8, order);
    }

    /** {@return the value of a tag; 0 if it is absent or of another type} */
    double ratio(int tag) throws IOException {
      long entry = entry(tag);
      if (entry == 0 || in.u16(entry + 2, order) != RATIONAL) {
        return 0;
      }
      long value = start + in.u32(entry + 8, order);
      long below = in.u32(value + 4, order);
      return below == 0 ? 0 : (double) in.u32(value, order) / below;
    }

    /** {@return where a tag's entry is; 0 if it is absent} */
    private long entry(int tag) throws IOException {
      int entries = in.u16(at, order);
      long found = 0;
      for (int i = 0; i < entries; i++) {
        long entry = at + 2 + 12L * i;
        if (in.u16(entry, order) == tag) {
          found = entry;
        }
      }
      return found;
    }
  }
}
