package kpnative.augment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Effect;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Augments a picture with spots as a loader does, and measures the distance of each spot's centre
 * of mass from its mapped point. The picture goes through {@link SampleChange}, the points through
 * {@link DrawnAugmentation}. All randomness comes from one seed.
 */
/* A spot is the difference between a picture with spots and the same picture without them, so that
 * the background does not shift its centre. Spots are drawn to be 5 px wide in the input. A spot
 * counts if its whole neighbourhood is in the input and neither a patch nor another spot is near.
 * Values below a quarter of a spot's height have no weight: they may be noise or JPEG blocks. */
final class SpotCheck {
  /** The allowed distance between a point and its spot, input pixels. */
  static final double TOLERANCE = 0.15;

  private static final double SPOT_SIGMA = 2.5; // input pixels
  private static final double MIN_SIGMA = 1; // picture pixels: finer spots would alias
  private static final int SPOTS = 5;

  /**
   * The lowest height of a spot, as a fraction of white; darkened and blurred pictures are lowest.
   */
  private static final double MIN_HEIGHT = 0.015;

  private final String name;
  private final Size input;
  private final Channels channels;
  private final Warp warp; // from the picture to the changed input, as a loader composes it
  private final Warp crop;
  private final DrawnAugmentation drawn;
  private final SpottedPicture picture;
  private final SampleChange change;

  /** The largest distance, input pixels. */
  private double worst;

  private int measured;

  SpotCheck(String name, Augmentation augmentation, Channels channels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    this.channels = channels;
    input = new Size(random.nextInt(72, 112), random.nextInt(72, 112));
    // The crop shrinks to a half or enlarges to 1.5 times, and may reach outside the picture.
    double zoom = 0.5 * Math.pow(1.5 / 0.5, random.nextDouble());
    Size size =
        new Size(
            (int) (input.width() / zoom * random.nextDouble(0.9, 2.5)),
            (int) (input.height() / zoom * random.nextDouble(0.9, 2.5)));
    double left = (size.width() - input.width() / zoom) * random.nextDouble();
    double top = (size.height() - input.height() / zoom) * random.nextDouble();
    Box box = new Box(left, top, left + input.width() / zoom, top + input.height() / zoom);
    crop = Warp.crop(box, input);
    change = new SampleChange(input);
    change.draw(augmentation, seed);
    drawn = DrawnAugmentation.draw(augmentation, seed, input);
    warp = change.after(crop);
    Warp back = warp.inverse();
    Point middle = new Point((input.width() - 1) / 2.0, (input.height() - 1) / 2.0);
    double sigma = Math.max(MIN_SIGMA, SPOT_SIGMA * back.scaleAt(middle));
    List<Point> spots = new ArrayList<>();
    for (int i = 0; i < 40 && spots.size() < SPOTS; i++) {
      Point p =
          back.map(
              new Point(
                  random.nextDouble(8, input.width() - 9),
                  random.nextDouble(8, input.height() - 9)));
      double edge = 6 * sigma; // a spot closer to the picture's edge could show in the border
      if (p.x() > edge
          && p.y() > edge
          && p.x() < size.width() - edge
          && p.y() < size.height() - edge
          && spots.stream().allMatch(s -> s.distanceTo(p) > 8 * sigma)) {
        spots.add(p);
      }
    }
    picture = new SpottedPicture(size, channels, spots, sigma);
    this.name =
        name
            + ", seed "
            + seed
            + ", "
            + channels
            + " "
            + size
            + " to "
            + input
            + ", "
            + change.border()
            + ", "
            + drawn.describe();
  }

  /** {@return how many spots counted} */
  int measured() {
    return measured;
  }

  /** {@return the largest distance of a spot from its point, input pixels} */
  double worst() {
    return worst;
  }

  /** Fails if a spot that counts is not where its point is. */
  SpotCheck run() {
    if (picture.spots().isEmpty()) {
      return this;
    }
    float[] with = sample(true);
    float[] without = sample(false);
    double[] difference = new double[input.width() * input.height()];
    for (int i = 0; i < with.length; i++) {
      difference[i / channels.count()] += Math.abs(with[i] - without[i]);
    }
    for (Point spot : picture.spots()) {
      check(spot, difference);
    }
    return this;
  }

  private void check(Point spot, double[] difference) {
    Point wanted = drawn.warp(input).map(crop.map(spot));
    double sigma = picture.sigma() * warp.scaleAt(spot);
    double blurred = 0;
    for (Effect e : change.effects()) {
      blurred = e instanceof Effect.Blur b ? b.sigma() : blurred;
    }
    double reach = 3.5 * Math.hypot(sigma, blurred) + 2;
    if (!counts(spot, wanted, reach, reach + 3 * blurred)) {
      return;
    }
    double height = 0;
    double mass = 0;
    double x = 0;
    double y = 0;
    for (int pass = 0; pass < 2; pass++) {
      for (int v = (int) (wanted.y() - reach); v <= wanted.y() + reach; v++) {
        for (int u = (int) (wanted.x() - reach); u <= wanted.x() + reach; u++) {
          double value = difference[v * input.width() + u];
          if (pass == 0) {
            height = Math.max(height, value);
          } else if (value > height / 4) {
            mass += value - height / 4;
            x += (value - height / 4) * u;
            y += (value - height / 4) * v;
          }
        }
      }
    }
    String where = name + ": the spot of " + wanted;
    assertThat(height).as(where + " is seen").isGreaterThan(MIN_HEIGHT);
    double distance = wanted.distanceTo(new Point(x / mass, y / mass));
    assertThat(distance).as(where).isLessThan(TOLERANCE);
    worst = Math.max(worst, distance);
    measured++;
  }

  private boolean counts(Point spot, Point wanted, double reach, double patchReach) {
    boolean inside =
        wanted.x() >= reach + 1
            && wanted.y() >= reach + 1
            && wanted.x() <= input.width() - 2 - reach
            && wanted.y() <= input.height() - 2 - reach;
    for (Effect e : change.effects()) {
      if (e instanceof Effect.Patch p) {
        inside &=
            wanted.x() + patchReach < p.left() * input.width()
                || wanted.x() - patchReach > p.right() * input.width()
                || wanted.y() + patchReach < p.top() * input.height()
                || wanted.y() - patchReach > p.bottom() * input.height();
      }
    }
    for (Point other : picture.spots()) {
      inside &= other.equals(spot) || warp.map(other).distanceTo(wanted) > 2 * reach;
    }
    return inside;
  }

  /** {@return the changed input, the channels of a pixel side by side} */
  private float[] sample(boolean withSpots) {
    InputFormat format = new InputFormat(input.height(), input.width(), channels, 0, 1);
    try (NativeScope scope = NativeScope.open();
        Resampler resampler = new Resampler(format);
        Image image = picture.draw(withSpots)) {
      FloatPointer out = new FloatPointer(format.values());
      try (InputSlots slots = InputSlots.floats(format, out, 1)) {
        resampler.sample(image, warp, change.border(), change.effects(), slots, 0);
      }
      float[] values = new float[format.values()];
      out.get(values);
      return values;
    }
  }
}
