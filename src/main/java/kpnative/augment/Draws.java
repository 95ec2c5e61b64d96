package kpnative.augment;

import java.util.List;
import java.util.random.RandomGenerator;
import kpnative.geometry.Size;
import kpnative.image.Effect;

/** Draws the steps of one sample after another from an {@link Augmentation}. Not thread-safe. */
final class Draws {
  private static final double CUT = 3; // sigmas
  private static final double LEAST_BLUR = 0.05; // pixels; below it no byte changes
  private static final Effect GRAY = new Effect.Gray();

  private final StepRandom random = new StepRandom();

  void draw(Augmentation a, long key, Size input, Steps to) {
    List<Step> order = a.order();
    for (int i = 0; i < order.size(); i++) { // an iterator would be garbage
      Step step = order.get(i);
      random.start(key, step);
      switch (step) {
        case FLIP -> flip(a.flip(), to);
        case SCALE -> scale(a.scale(), to);
        case ROTATION -> rotation(a.rotation(), to);
        case SHEAR -> shear(a.shear(), to);
        case HOMOGRAPHY -> homography(a.homography(), to);
        case TRANSLATION -> translation(a.translation(), to);
        case COLOR -> color(a.color(), to);
        case GAMMA -> gamma(a.gamma(), to);
        case GRAY -> gray(a.gray(), to);
        case OCCLUSION -> occlusion(a.occlusion(), input, to);
        case BLUR -> blur(a.blur(), input, to);
        case NOISE -> noise(a.noise(), to);
        case JPEG -> jpeg(a.jpeg(), to);
      }
    }
  }

  private boolean chosen(Entry entry) {
    return random.nextDouble() < entry.p();
  }

  private void flip(Entry.Flip flip, Steps to) {
    if (chosen(flip)) {
      to.flip();
    }
  }

  private void scale(Entry.Scale s, Steps to) {
    if (chosen(s)) {
      to.scale(
          s.distribution() == Distribution.UNIFORM
              ? s.min() + (s.max() - s.min()) * random.nextDouble()
              : between(s.min(), s.max(), cutGaussian(random)));
    }
  }

  private void rotation(Entry.Rotation r, Steps to) {
    if (chosen(r)) {
      boolean normal = r.distribution() == Distribution.NORMAL;
      double share = normal ? CUT * cutGaussian(random) : symmetric();
      to.rotation(Math.toRadians(r.degrees() * share));
    }
  }

  private void shear(Entry.Shear s, Steps to) {
    if (chosen(s)) {
      double x = Math.toRadians(s.x() * symmetric());
      double y = Math.toRadians(s.y() * symmetric());
      to.shear(Math.tan(x), Math.tan(y));
    }
  }

  private void homography(Entry.Homography h, Steps to) {
    if (chosen(h) && h.corner() > 0) {
      double c = h.corner();
      to.homography(
          c * symmetric(),
          c * symmetric(),
          c * symmetric(),
          c * symmetric(),
          c * symmetric(),
          c * symmetric(),
          c * symmetric(),
          c * symmetric());
    }
  }

  private void translation(Entry.Translation t, Steps to) {
    if (chosen(t)) {
      double dx = shift(t.left(), t.right(), t.distribution());
      double dy = shift(t.up(), t.down(), t.distribution());
      to.translation(dx, dy);
    }
  }

  /** A shift from {@code -back} to {@code forth}, both at least 0. */
  private double shift(double back, double forth, Distribution distribution) {
    boolean backwards = random.nextDouble() * (back + forth) < back;
    double share =
        distribution == Distribution.NORMAL ? Math.abs(cutGaussian(random)) : random.nextDouble();
    return backwards ? -share * back : share * forth;
  }

  private void color(Entry.Color c, Steps to) {
    if (chosen(c)) {
      to.effect(
          new Effect.Tone(
              1 + c.brightness() * symmetric(),
              1 + c.contrast() * symmetric(),
              1 + c.saturation() * symmetric(),
              c.hue() * symmetric()));
    }
  }

  private void gamma(Entry.Gamma g, Steps to) {
    if (chosen(g)) {
      double exponent = between(g.min(), g.max(), symmetric());
      if (exponent != 1) {
        to.effect(new Effect.Gamma(exponent));
      }
    }
  }

  private void gray(Entry.Gray gray, Steps to) {
    if (chosen(gray)) {
      to.effect(GRAY);
    }
  }

  private void occlusion(Entry.Occlusion o, Size input, Steps to) {
    if (chosen(o) && o.side() > 0) {
      double shorter = Math.min(input.width(), input.height());
      int count = 1 + (int) (o.count() * random.nextDouble());
      for (int i = 0; i < count; i++) {
        double side = o.side() * shorter * random.nextDouble();
        double width = side / input.width();
        double height = side / input.height();
        double left = (1 - width) * random.nextDouble();
        double top = (1 - height) * random.nextDouble();
        to.effect(
            new Effect.Patch(
                left,
                top,
                Math.min(1, left + width),
                Math.min(1, top + height),
                random.nextDouble()));
      }
    }
  }

  private void blur(Entry.Blur b, Size input, Steps to) {
    if (chosen(b)) {
      double sigma = b.sigma() * Math.min(input.width(), input.height()) * random.nextDouble();
      if (sigma >= LEAST_BLUR) {
        to.effect(new Effect.Blur(sigma));
      }
    }
  }

  private void noise(Entry.Noise n, Steps to) {
    if (chosen(n) && n.deviation() > 0) {
      double deviation = n.deviation() * random.nextDouble();
      to.effect(new Effect.Noise(deviation, random.nextLong()));
    }
  }

  private void jpeg(Entry.Jpeg j, Steps to) {
    if (chosen(j)) {
      int qualities = j.max() - j.min() + 1;
      to.effect(new Effect.Jpeg(j.min() + (int) (qualities * random.nextDouble())));
    }
  }

  /** The number that lies from {@code low} to {@code high}, in logarithms, as share does in +-1. */
  private static double between(double low, double high, double share) {
    double a = Math.log(low);
    double b = Math.log(high);
    return Math.min(high, Math.max(low, Math.exp((a + b) / 2 + (b - a) / 2 * share)));
  }

  /** Uniform from -1 to 1. */
  private double symmetric() {
    return 2 * random.nextDouble() - 1;
  }

  /** A Gaussian whose 3 sigma are 1, drawn again where it lies beyond. */
  private static double cutGaussian(RandomGenerator random) {
    double g;
    do {
      g = random.nextGaussian();
    } while (Math.abs(g) > CUT);
    return g / CUT;
  }
}
