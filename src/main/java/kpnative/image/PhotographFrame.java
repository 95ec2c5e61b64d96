package kpnative.image;

import kpnative.geometry.Size;
import kpnative.geometry.Warp;

/**
 * Where a decoded picture lies in its photograph: pixel for pixel, or reduced while it was decoded.
 *
 * @param photograph the whole size, upright
 * @param reduction pixels of the photograph that became one, along each side: 1, 2, 4 or 8
 * @param orientation by which the stored picture was turned upright, as EXIF counts it, 1 to 8; of
 *     no effect where nothing is reduced
 */
/* A JPEG of W pixels in blocks of 8 x 8 is decoded with blocks of 8/r x 8/r, so a pixel is r of the photograph's
 * exactly, and there are ceil(W / r): the last one may reach over the edge (libjpeg.txt, "scale_num"). The edge over
 * which it reaches is the stored picture's right and lower one, wherever that lies in the upright one. */
public record PhotographFrame(Size photograph, int reduction, int orientation) {
  /** Rejects other reductions and orientations. */
  public PhotographFrame {
    if (!isReduction(reduction) || orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException(
          "a reduction is 1, 2, 4 or 8 and an orientation 1 to 8, got "
              + reduction
              + " and "
              + orientation);
    }
  }

  /** {@return the frame of a picture that was not reduced} */
  public static PhotographFrame whole(Size photograph) {
    return new PhotographFrame(photograph, 1, 1);
  }

  /** {@return whether it is 1, 2, 4 or 8} */
  public static boolean isReduction(int reduction) {
    return reduction == 1 || reduction == 2 || reduction == 4 || reduction == 8;
  }

  /** {@return the size of the decoded picture} */
  public Size size() {
    return reduction == 1
        ? photograph
        : new Size(reduced(photograph.width()), reduced(photograph.height()));
  }

  /** {@return whether that is the size of the decoded picture} */
  boolean hasSize(int width, int height) {
    return reduced(photograph.width()) == width && reduced(photograph.height()) == height;
  }

  /** {@return the warp from the photograph's pixels to the decoded picture's} */
  public Warp toPicture() {
    if (reduction == 1) {
      return Warp.IDENTITY;
    }
    double s = 1.0 / reduction;
    double center = 0.5 * s - 0.5;
    boolean rightToLeft =
        orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
    boolean bottomUp = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
    double dx = rightToLeft ? reduced(photograph.width()) - photograph.width() * s : 0;
    double dy = bottomUp ? reduced(photograph.height()) - photograph.height() * s : 0;
    return Warp.affine(s, 0, center + dx, 0, s, center + dy);
  }

  /**
   * {@return a warp from the decoded picture's pixels, where {@code fromPhotograph} is the one from
   * the photograph's} Nothing is made where nothing was reduced.
   */
  public Warp fromPicture(Warp fromPhotograph) {
    return reduction == 1 ? fromPhotograph : toPicture().inverse().then(fromPhotograph);
  }

  private int reduced(int length) {
    return (length + reduction - 1) / reduction;
  }
}
