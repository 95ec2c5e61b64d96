package kpnative.augment;

import java.util.List;
import java.util.random.RandomGenerator;
import kpnative.geometry.Size;
import kpnative.image.Effect;

/**
 * Draws the steps of samples from an {@link Augmentation}, one sample at a time. Not thread-safe.
 */
final class Draws {
  private static final double TRUNCATION = 3; // standard deviations
  private static final double MIN_BLUR = 0.05; // pixels; below it no byte changes
  private static final Effect GRAY = new Effect.Gray();

  private final StepRandom random = new StepRandom();

  void draw(Augmentation a, long key, Size input, Steps to) {
    List<Step> order = a.order();
    for (int i = 0; i < order.size(); i++) { // no iterator is allocated
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
              : logarithmic(s.min(), s.max(), truncatedGaussian(random)));
    }
  }

  private void rotation(Entry.Rotation r, Steps to) {
    if (chosen(r)) {
      boolean normal = r.distribution() == Distribution.NORMAL;
      double fraction = normal ? TRUNCATION * truncatedGaussian(random) : symmetric();
      to.rotation(Math.toRadians(r.degrees() * fraction));
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

  /** {@return a shift from {@code -back} to {@code forward}, both at least 0} */
  private double shift(double back, double forward, Distribution distribution) {
    boolean backwards = random.nextDouble() * (back + forward) < back;
    double fraction =
        distribution == Distribution.NORMAL
            ? Math.abs(truncatedGaussian(random))
            : random.nextDouble();
    return backwards ? -fraction * back : fraction * forward;
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
      double exponent = logarithmic(g.min(), g.max(), symmetric());
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
        double right = Math.min(1, left + width);
        double bottom = Math.min(1, top + height);
        // nothing is drawn where nothing is copied, so that older recipes draw what they did
        boolean copied = o.copied() > 0 && random.nextDouble() < o.copied();
        to.effect(
            copied
                ? new Effect.Copy(
                    left, top, right, bottom, random.nextDouble(), random.nextDouble())
                : new Effect.Patch(left, top, right, bottom, random.nextDouble()));
      }
    }
  }

  private void blur(Entry.Blur b, Size input, Steps to) {
    if (chosen(b)) {
      double sigma = b.sigma() * Math.min(input.width(), input.height()) * random.nextDouble();
      if (sigma >= MIN_BLUR) {
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

  /**
   * {@return the value at {@code fraction}, -1 to 1, of the logarithmic scale from {@code low} to
   * {@code high}}
   */
  private static double logarithmic(double low, double high, double fraction) {
    double a = Math.log(low);
    double b = Math.log(high);
    return Math.min(high, Math.max(low, Math.exp((a + b) / 2 + (b - a) / 2 * fraction)));
  }

  /** {@return a uniform number from -1 to 1} */
  private double symmetric() {
    return 2 * random.nextDouble() - 1;
  }

  /**
   * {@return a Gaussian number with a standard deviation of 1/3, drawn again while outside -1 to 1}
   */
  private static double truncatedGaussian(RandomGenerator random) {
    double g;
    do {
      g = random.nextGaussian();
    } while (Math.abs(g) > TRUNCATION);
    return g / TRUNCATION;
  }
}
