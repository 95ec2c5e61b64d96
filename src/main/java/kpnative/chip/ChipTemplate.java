package kpnative.chip;

import java.util.Optional;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * Where a face lies in a chip. The warp is a similarity: turn, scale and shift, the same along both
 * axes.
 */
public enum ChipTemplate {
  /**
   * Five points in 112 x 112 pixels, least squares: the eyes' middles, the nose's tip, the corners
   * of the mouth.
   *
   * @see <a href="https://github.com/deepinsight/insightface">InsightFace, face_align.py: the
   *     numbers; Deng et al. 2019, ArcFace</a>
   */
  ARCFACE(112) {
    @Override
    Optional<Warp> warp(Keypoints points) {
      double[] from = new double[2 * FIVE.length];
      for (int i = 0; i < FIVE.length; i++) {
        Point p = points.mean(FIVE[i]);
        from[2 * i] = p.x();
        from[2 * i + 1] = p.y();
      }
      return SimilarityFit.of(from, ARCFACE_PLACES);
    }
  },
  /**
   * dlib's mean face with a padding of 0.25 in 150 x 150 pixels, least squares: nose, eyes and
   * upper lip, without what moves or is hidden by hair.
   *
   * @see <a href="https://github.com/davisking/dlib">dlib, image_transforms/interpolation.h,
   *     get_face_chip_details</a>
   */
  DLIB(150) {
    @Override
    Optional<Warp> warp(Keypoints points) {
      double[] from = new double[2 * DlibMeanFace.POINTS.length];
      points.copyTo(from, DlibMeanFace.POINTS);
      return SimilarityFit.of(from, DlibMeanFace.places(side(), DLIB_PADDING));
    }
  },
  /**
   * The square about eyes and mouth of FFHQ and CelebA-HQ, in 1024 x 1024 pixels: its upright is at
   * right angles to the mean of the line between the eyes and the one from the mouth to the eyes.
   *
   * @see <a href="https://github.com/NVlabs/ffhq-dataset">Karras et al. 2019, FFHQ,
   *     download_ffhq.py</a>
   */
  FFHQ(1024) {
    @Override
    Optional<Warp> warp(Keypoints points) {
      Point left = points.mean(FIVE[0]);
      Point right = points.mean(FIVE[1]);
      Point mouth = points.mean(48, 54);
      double ex = (left.x() + right.x()) / 2;
      double ey = (left.y() + right.y()) / 2;
      double downX = mouth.x() - ex;
      double downY = mouth.y() - ey;
      double acrossX = right.x() - left.x();
      double acrossY = right.y() - left.y();
      double x = acrossX + downY; // downwards, turned a quarter, points across
      double y = acrossY - downX;
      double half = Math.max(2 * Math.hypot(acrossX, acrossY), 1.8 * Math.hypot(downX, downY));
      double scale = side() / 2.0 / half / Math.hypot(x, y);
      if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) { // absent, or in one place
        return Optional.empty();
      }
      double a = x * scale;
      double b = y * scale;
      double cx = ex + 0.1 * downX;
      double cy = ey + 0.1 * downY;
      double middle = (side() - 1) / 2.0;
      return Optional.of(
          Warp.affine(a, b, middle - a * cx - b * cy, -b, a, middle + b * cx - a * cy));
    }
  };

  private static final int[][] FIVE = {
    {36, 37, 38, 39, 40, 41}, {42, 43, 44, 45, 46, 47}, {30}, {48}, {54}
  };

  private static final double[] ARCFACE_PLACES = {
    38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
  };

  private static final double DLIB_PADDING = 0.25;

  private final int side;

  ChipTemplate(int side) {
    this.side = side;
  }

  /** {@return the pixels of a side that the template's numbers are of} */
  public int side() {
    return side;
  }

  /** {@return the warp onto {@link #side} pixels; empty if points are absent or in one place} */
  abstract Optional<Warp> warp(Keypoints ibug68);
}
