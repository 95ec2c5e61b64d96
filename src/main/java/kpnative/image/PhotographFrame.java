package kpnative.image;

import kpnative.geometry.Size;
import kpnative.geometry.Warp;

/**
 * The relation between a decoded picture and its photograph: same resolution, or reduced during
 * decoding.
 *
 * @param photograph the upright photograph's full size
 * @param reduction the factor by which each side was reduced: 1, 2, 4 or 8
 * @param orientation the EXIF orientation of the stored picture, 1 to 8
 */
/* At reduction r, the 8 x 8 blocks of a JPEG are decoded to 8/r x 8/r pixels, so a pixel covers exactly r
 * pixels of the photograph along each side. There are ceil(W / r) of them: the last one may extend beyond
 * the edge (libjpeg.txt, "scale_num"). That is the right or lower edge of the stored picture, which may be
 * another edge of the upright one. */
public record PhotographFrame(Size photograph, int reduction, int orientation) {
  /** Rejects reductions and orientations out of range. */
  public PhotographFrame {
    if (!isReduction(reduction) || orientation < 1 || orientation > 8) {
      throw new IllegalArgumentException(
          "a reduction is 1, 2, 4 or 8 and an orientation 1 to 8, got "
              + reduction
              + " and "
              + orientation);
    }
  }

  /** {@return the frame of a picture at full resolution} */
  public static PhotographFrame whole(Size photograph) {
    return new PhotographFrame(photograph, 1, 1);
  }

  /** {@return whether the reduction is 1, 2, 4 or 8} */
  public static boolean isReduction(int reduction) {
    return reduction == 1 || reduction == 2 || reduction == 4 || reduction == 8;
  }

  /** {@return the size of the decoded picture} */
  public Size size() {
    return reduction == 1
        ? photograph
        : new Size(reduced(photograph.width()), reduced(photograph.height()));
  }

  /** {@return whether the decoded picture has this size} */
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
   * {@return {@code fromPhotograph} as a warp from the decoded picture's pixels} Allocates nothing
   * at reduction 1.
   */
  public Warp fromPicture(Warp fromPhotograph) {
    return reduction == 1 ? fromPhotograph : toPicture().inverse().then(fromPhotograph);
  }

  /** {@return the full size of the stored picture, before its orientation was applied} */
  public Size stored() {
    return orientation < 5
        ? photograph
        : new Size(/* width= */ photograph.height(), /* height= */ photograph.width());
  }

  /** {@return the warp from the stored picture's pixels to the upright photograph's} */
  public Warp fromStored() {
    double right = photograph.width() - 1.0;
    double bottom = photograph.height() - 1.0;
    return switch (orientation) {
      case 2 -> Warp.affine(-1, 0, right, 0, 1, 0);
      case 3 -> Warp.affine(-1, 0, right, 0, -1, bottom);
      case 4 -> Warp.affine(1, 0, 0, 0, -1, bottom);
      case 5 -> Warp.affine(0, 1, 0, 1, 0, 0);
      case 6 -> Warp.affine(0, -1, right, 1, 0, 0);
      case 7 -> Warp.affine(0, -1, right, -1, 0, bottom);
      case 8 -> Warp.affine(0, 1, 0, -1, 0, bottom);
      default -> Warp.IDENTITY;
    };
  }

  private int reduced(int length) {
    return (length + reduction - 1) / reduction;
  }
}
