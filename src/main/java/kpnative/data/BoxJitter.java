package kpnative.data;

import java.util.SplittableRandom;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;
import kpnative.geometry.Box;
import kpnative.geometry.Point;

/**
 * Boxes as a face finder might give them: a face's own, moved and scaled at random. Immutable.
 *
 * @param shift standard deviation of the centre's move, a fraction of the box's width along x and
 *     of its height along y
 * @param scale standard deviation of the logarithm of the factor on both sides
 * @param seed decides every draw
 */
public record BoxJitter(double shift, double scale, long seed) {
  /** What evaluations are repeated with: moves of 5 %, factors within about 10 %. */
  public static final BoxJitter DEFAULT = new BoxJitter(0.05, 0.1, 1);

  /** Rejects spreads that are negative or lose the face. */
  public BoxJitter {
    if (!(shift >= 0 && shift <= 1) || !(scale >= 0 && scale <= 1)) {
      throw new IllegalArgumentException(
          "a box's jitter needs a shift and a scale of 0 to 1, got " + shift + " and " + scale);
    }
  }

  /**
   * {@return the box, changed; the same for the same arguments}
   *
   * @param own the face's own
   * @param draw counted from 0
   * @param face its place in the data
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
