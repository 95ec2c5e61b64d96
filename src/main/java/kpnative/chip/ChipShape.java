package kpnative.chip;

import java.util.Locale;
import java.util.Optional;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * Which part of a face a chip shows, and in how many pixels. Immutable.
 *
 * @param template where the face lies in it
 * @param size of a side, pixels, 16 to 4096
 * @param margin what is added on each side, in parts of the template's side, -0.25 to 2; the chip
 *     then shows more of the same pixels' number
 */
public record ChipShape(ChipTemplate template, int size, double margin) {
  /** 112 pixels, as ArcFace and those after it were trained. */
  public static final ChipShape ARCFACE = new ChipShape(ChipTemplate.ARCFACE, 112, 0);

  /** 150 pixels, as dlib's {@code get_face_chip} gives by default: its padding is 0.25. */
  public static final ChipShape DLIB = new ChipShape(ChipTemplate.DLIB, 150, 0);

  /** 1024 pixels with hair and shoulders, as FFHQ's pictures. */
  public static final ChipShape FFHQ = new ChipShape(ChipTemplate.FFHQ, 1024, 0);

  /** The least and most pixels of a side. */
  public static final int LEAST_SIZE = 16;

  public static final int MOST_SIZE = 4096;

  /** The least and most margin. */
  public static final double LEAST_MARGIN = -0.25;

  public static final double MOST_MARGIN = 2;

  /** Rejects a size or margin out of range. */
  public ChipShape {
    if (size < LEAST_SIZE || size > MOST_SIZE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a chip has %d to %d pixels a side, got %d",
              LEAST_SIZE,
              MOST_SIZE,
              size));
    }
    if (!(margin >= LEAST_MARGIN && margin <= MOST_MARGIN)) { // the negation also catches NaN
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a chip's margin is %s to %s, got %s",
              LEAST_MARGIN,
              MOST_MARGIN,
              margin));
    }
  }

  /** {@return the shape with another number of pixels a side} */
  public ChipShape withSize(int pixels) {
    return new ChipShape(template, pixels, margin);
  }

  /** {@return the shape with another margin} */
  public ChipShape withMargin(double parts) {
    return new ChipShape(template, size, parts);
  }

  /** {@return width and height, pixels} */
  public Size pixels() {
    return new Size(size, size);
  }

  /**
   * {@return the warp from the photograph's pixels to the chip's; empty if the points that the
   * template needs are not all there, or all in one place}
   *
   * @param ibug68 of any schema, {@link kpnative.keypoints.Ibug68Points#of}
   */
  public Optional<Warp> warp(Keypoints ibug68) {
    double side = template.side();
    double scale = size / (side * (1 + 2 * margin));
    Point middle = new Point((side - 1) / 2, (side - 1) / 2);
    Warp resize = // the template's middle onto the chip's
        Warp.translation(-middle.x(), -middle.y())
            .then(Warp.scaling(scale, scale, new Point(0, 0)))
            .then(Warp.translation((size - 1) / 2.0, (size - 1) / 2.0));
    return template.warp(ibug68).map(warp -> warp.then(resize));
  }
}
