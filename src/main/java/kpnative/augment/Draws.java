package kpnative.augment;

import java.util.List;
import java.util.SplittableRandom;
import kpnative.augment.Augmentation.Distribution;
import kpnative.geometry.Size;
import kpnative.image.Effect;
import kpnative.image.Tone;

/** One random value of each kind that an {@link Augmentation} has ranges for. */
final class Draws {
  private static final double CUT = 3; // sigmas

  private Draws() {}

  static double radians(SplittableRandom random, Augmentation.Rotation r) {
    double share =
        r.distribution() == Distribution.NORMAL ? CUT * cutGaussian(random) : symmetric(random);
    return Math.toRadians(r.degrees() * share);
  }

  static double factor(SplittableRandom random, Augmentation.Scale s) {
    if (s.distribution() == Distribution.UNIFORM) {
      return s.min() + (s.max() - s.min()) * random.nextDouble();
    }
    double low = Math.log(s.min());
    double high = Math.log(s.max());
    return Math.exp((low + high) / 2 + (high - low) / 2 * cutGaussian(random));
  }

  /** A shift from {@code -back} to {@code forth}, both at least 0. */
  static double shift(
      SplittableRandom random, double back, double forth, Distribution distribution) {
    double sum = back + forth;
    boolean backwards = random.nextDouble() * sum < back;
    double share =
        distribution == Distribution.NORMAL ? Math.abs(cutGaussian(random)) : random.nextDouble();
    return backwards ? -share * back : share * forth;
  }

  static Motion.Homography corners(SplittableRandom random, double corner) {
    Double[] moves = new Double[8];
    for (int i = 0; i < moves.length; i++) {
      moves[i] = corner * symmetric(random);
    }
    return new Motion.Homography(List.of(moves));
  }

  static Tone tone(SplittableRandom random, Augmentation.Color c) {
    return new Tone(
        1 + c.brightness() * symmetric(random),
        1 + c.contrast() * symmetric(random),
        1 + c.saturation() * symmetric(random),
        c.hue() * symmetric(random));
  }

  static Effect.Patch patch(SplittableRandom random, double largest, Size input) {
    double shorter = Math.min(input.width(), input.height());
    double side = largest * shorter * random.nextDouble();
    double width = side / input.width();
    double height = side / input.height();
    double left = (1 - width) * random.nextDouble();
    double top = (1 - height) * random.nextDouble();
    return new Effect.Patch(
        left, top, Math.min(1, left + width), Math.min(1, top + height), random.nextDouble());
  }

  /** Uniform from -1 to 1. */
  private static double symmetric(SplittableRandom random) {
    return 2 * random.nextDouble() - 1;
  }

  /** A Gaussian whose 3 sigma are 1, drawn again where it lies beyond. */
  private static double cutGaussian(SplittableRandom random) {
    double g;
    do {
      g = random.nextGaussian();
    } while (Math.abs(g) > CUT);
    return g / CUT;
  }
}
