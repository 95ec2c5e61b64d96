package kpnative.augment;

import java.util.SplittableRandom;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Tone;
import org.jspecify.annotations.Nullable;

/**
 * STUB by lead: the ranges; helper adds validation, draw(...), NONE, docs. Every amount is "off" at
 * 0 / p 0. Angles in degrees here (recipes), radians in DrawnAugmentation.
 */
public record Augmentation(
    Rotation rotation,
    Translation translation,
    Scale scale,
    Homography homography,
    Flip flip,
    Color color,
    Occlusion occlusion,
    Border border) {

  /** Changes nothing; the border is the nearest edge pixel. */
  public static final Augmentation NONE =
      new Augmentation(
          new Rotation(0, Distribution.UNIFORM, 0),
          new Translation(0, 0, 0, 0, Distribution.UNIFORM, 0),
          new Scale(1, 1, Distribution.UNIFORM, 0),
          new Homography(0, 0),
          new Flip(0),
          new Color(0, 0, 0, 0, 0),
          new Occlusion(0, 0),
          Border.REPLICATE);

  /**
   * Largest shift per direction as fraction of the input's side (uniform), or for normal 3 sigma.
   */
  public record Translation(
      double left, double right, double up, double down, Distribution distribution, double p) {}

  /** How an amount is spread over its range. */
  public enum Distribution {
    /** Every amount is as likely. */
    UNIFORM,
    /** A Gaussian, cut at 3 sigma. */
    NORMAL
  }

  /**
   * A turn about the input's centre, to either side.
   *
   * @param degrees uniform: the largest angle; normal: sigma, so that the largest is 3 times that;
   *     0 to 180
   * @param distribution uniform or normal
   * @param p probability, 0 to 1
   */
  public record Rotation(double degrees, Distribution distribution, double p) {
    /** Rejects what is out of range. */
    public Rotation {
      range("rotation.degrees", degrees, 0, 180);
      required("rotation.distribution", distribution);
      range("rotation.p", p, 0, 1);
    }
  }

  /**
   * A shift. The limits are the largest shifts, as fractions of the input's width (left, right) and
   * height (up, down), 0 to 1; in a normal distribution they lie at 3 sigma of each side's half
   * Gaussian. The sides are drawn in proportion to their limits, so one of 0 is never shifted to.
   *
   * @param left limit
   * @param right limit
   * @param up limit
   * @param down limit
   * @param distribution uniform or normal, for both axes
   * @param p probability, 0 to 1
   */
  public record Translation(
      double left, double right, double up, double down, Distribution distribution, double p) {
    /** Rejects what is out of range. */
    public Translation {
      range("translation.left", left, 0, 1);
      range("translation.right", right, 0, 1);
      range("translation.up", up, 0, 1);
      range("translation.down", down, 0, 1);
      required("translation.distribution", distribution);
      range("translation.p", p, 0, 1);
    }
  }

  /** factors 1 +- amount; hue +- amount of the circle. */
  public record Color(
      double brightness, double contrast, double saturation, double hue, double p) {}

  /**
   * A change of perspective: every corner of the input moves on its own.
   *
   * @param corner largest move of a corner in x and in y, uniform, as a fraction of the input's
   *     width and height; 0 to 0.2, since at 0.25 three corners can come to lie on a line
   * @param p probability, 0 to 1
   */
  public record Homography(double corner, double p) {
    /** Rejects what is out of range. */
    public Homography {
      range("homography.corner", corner, 0, 0.2);
      range("homography.p", p, 0, 1);
    }
  }

  public enum Distribution {
    UNIFORM,
    NORMAL
  }
}
