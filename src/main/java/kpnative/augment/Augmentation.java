package kpnative.augment;

import kpnative.image.Border;

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

  /** uniform: within +-degrees; normal: sigma = degrees, cut at 3 sigma. */
  public record Rotation(double degrees, Distribution distribution, double p) {}

  /**
   * Largest shift per direction as fraction of the input's side (uniform), or for normal 3 sigma.
   */
  public record Translation(
      double left, double right, double up, double down, Distribution distribution, double p) {}

  /** factor range; min=max=1 is off. normal: log-normal whose 3 sigma reach min and max. */
  public record Scale(double min, double max, Distribution distribution, double p) {}

  /** each corner of the input moves by up to corner x side in x and y. */
  public record Homography(double corner, double p) {}

  public record Flip(double p) {}

  /** factors 1 +- amount; hue +- amount of the circle. */
  public record Color(
      double brightness, double contrast, double saturation, double hue, double p) {}

  /** One square of up to side x the input's shorter side, filled with a random gray. */
  public record Occlusion(double side, double p) {}

  public enum Distribution {
    UNIFORM,
    NORMAL
  }
}
