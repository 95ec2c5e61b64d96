package kpnative.data;

import java.util.SplittableRandom;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.geometry.Box;
import kpnative.geometry.Point;

/**
 * Simulates the error of a face finder: shifts and scales a face's box at random. Immutable.
 *
 * @param shift standard deviation of the centre's shift, as a fraction of the box's width along x
 *     and of its height along y
 * @param scale standard deviation of the natural logarithm of the scale factor, the same for both
 *     sides
 * @param seed the seed of all draws
 */
public record BoxJitter(double shift, double scale, long seed) {
  /**
   * The jitter of repeated evaluations: a standard deviation of 5 % in shift and about 10 % in
   * scale.
   */
  public static final BoxJitter DEFAULT = new BoxJitter(0.05, 0.1, 1);

  /** Rejects standard deviations below 0 or above 1. */
  public BoxJitter {
    if (!(shift >= 0 && shift <= 1) || !(scale >= 0 && scale <= 1)) {
      throw new IllegalArgumentException(
          "box jitter needs shift and scale from 0 to 1, got " + shift + " and " + scale);
    }
  }

  /**
   * {@return the jittered box; equal arguments give equal boxes}
   *
   * @param own the face's box, pixels
   * @param draw the repetition, from 0
   * @param face the face's index in the data set
   */
  public Box of(Box own, int draw, int face) {
    SplittableRandom random = new Randomness(seed).stream(draw, face, Purpose.BOX);
    double dx = shift * own.width() * random.nextGaussian();
    double dy = shift * own.height() * random.nextGaussian();
    double factor = Math.exp(scale * random.nextGaussian());
    Point c = own.center();
    double w = own.width() * factor / 2;
    double h = own.height() * factor / 2;
    return new Box(c.x() + dx - w, c.y() + dy - h, c.x() + dx + w, c.y() + dy + h);
  }
}
