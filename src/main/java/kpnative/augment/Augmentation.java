package kpnative.augment;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import kpnative.checks.Require;
import kpnative.image.Border;

/**
 * How training pictures are augmented: the ranges that {@link DrawnAugmentation#draw} draws from,
 * as in the recipe's {@code augment} section. Immutable and thread-safe.
 *
 * @param flip left-right mirror
 * @param scale scaling about the input's centre
 * @param rotation rotation about the input's centre
 * @param shear shear about the input's centre
 * @param homography change of perspective
 * @param translation shift within the input
 * @param color brightness, contrast, saturation and hue
 * @param gamma gamma correction
 * @param gray conversion to gray
 * @param occlusion squares over the picture, gray or other parts of it
 * @param blur Gaussian blur
 * @param noise Gaussian noise
 * @param jpeg JPEG compression
 * @param order all thirteen steps, each once. The geometric steps are composed in this order into
 *     one warp, so that the picture is sampled once. The photometric steps follow in this order,
 *     even if they are listed between geometric ones
 * @param border how pixels outside the picture are filled
 */
public record Augmentation(
    Entry.Flip flip,
    Entry.Scale scale,
    Entry.Rotation rotation,
    Entry.Shear shear,
    Entry.Homography homography,
    Entry.Translation translation,
    Entry.Color color,
    Entry.Gamma gamma,
    Entry.Gray gray,
    Entry.Occlusion occlusion,
    Entry.Blur blur,
    Entry.Noise noise,
    Entry.Jpeg jpeg,
    List<Step> order,
    Border border) {

  /**
   * The default order of recipes. The flip comes first. The translation is the last motion, so that
   * its limits are fractions of the input at any rotation. Of the effects, changes of lighting come
   * first, computed on the face alone. Occlusion follows, then the blur, noise and compression that
   * a camera adds to both.
   */
  public static final List<Step> USUAL_ORDER =
      List.of(
          Step.FLIP,
          Step.SCALE,
          Step.ROTATION,
          Step.SHEAR,
          Step.HOMOGRAPHY,
          Step.TRANSLATION,
          Step.COLOR,
          Step.GAMMA,
          Step.GRAY,
          Step.OCCLUSION,
          Step.BLUR,
          Step.NOISE,
          Step.JPEG);

  /** Changes nothing; the border is the nearest edge pixel. */
  public static final Augmentation NONE =
      new Augmentation(
          new Entry.Flip(0),
          new Entry.Scale(1, 1, Distribution.UNIFORM, 0),
          new Entry.Rotation(0, Distribution.UNIFORM, 0),
          new Entry.Shear(0, 0, 0),
          new Entry.Homography(0, 0),
          new Entry.Translation(0, 0, 0, 0, Distribution.UNIFORM, 0),
          new Entry.Color(0, 0, 0, 0, 0),
          new Entry.Gamma(1, 1, 0),
          new Entry.Gray(0),
          new Entry.Occlusion(1, 0, 0),
          new Entry.Blur(0, 0),
          new Entry.Noise(0, 0),
          new Entry.Jpeg(100, 100, 0),
          USUAL_ORDER,
          Border.REPLICATE);

  /** Rejects a missing entry and an order that lacks a step or repeats one. */
  public Augmentation {
    Require.present("augment.flip", flip);
    Require.present("augment.scale", scale);
    Require.present("augment.rotation", rotation);
    Require.present("augment.shear", shear);
    Require.present("augment.homography", homography);
    Require.present("augment.translation", translation);
    Require.present("augment.color", color);
    Require.present("augment.gamma", gamma);
    Require.present("augment.gray", gray);
    Require.present("augment.occlusion", occlusion);
    Require.present("augment.blur", blur);
    Require.present("augment.noise", noise);
    Require.present("augment.jpeg", jpeg);
    Require.present("augment.order", order);
    Require.present("augment.border", border);
    order = List.copyOf(order);
    Set<Step> missing = EnumSet.allOf(Step.class);
    for (Step step : order) {
      if (!missing.remove(step)) {
        throw new IllegalArgumentException("augment.order has " + named(step) + " twice");
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException(
          "augment.order must have every step, but lacks " + named(missing));
    }
  }

  /** {@return a copy in which {@code entry} replaces the entry of the same kind} */
  public Augmentation with(Entry entry) {
    return with(entry, order, border);
  }

  /** {@return a copy with another order and border} */
  public Augmentation with(List<Step> otherOrder, Border otherBorder) {
    return with(flip, otherOrder, otherBorder);
  }

  private Augmentation with(Entry entry, List<Step> otherOrder, Border otherBorder) {
    return new Augmentation(
        entry instanceof Entry.Flip e ? e : flip,
        entry instanceof Entry.Scale e ? e : scale,
        entry instanceof Entry.Rotation e ? e : rotation,
        entry instanceof Entry.Shear e ? e : shear,
        entry instanceof Entry.Homography e ? e : homography,
        entry instanceof Entry.Translation e ? e : translation,
        entry instanceof Entry.Color e ? e : color,
        entry instanceof Entry.Gamma e ? e : gamma,
        entry instanceof Entry.Gray e ? e : gray,
        entry instanceof Entry.Occlusion e ? e : occlusion,
        entry instanceof Entry.Blur e ? e : blur,
        entry instanceof Entry.Noise e ? e : noise,
        entry instanceof Entry.Jpeg e ? e : jpeg,
        otherOrder,
        otherBorder);
  }

  /** {@return whether a draw may mirror the picture, so that the schema needs mirror pairs} */
  public boolean needsMirror() {
    return flip.p() > 0;
  }

  /**
   * {@return a bound, at least 1, on the factor by which a draw enlarges a part of the input; a
   * homography with all corners near their limits can exceed it in a corner}
   */
  public double largestEnlargement() {
    double factor = scale.p() > 0 ? Math.max(1, scale.max()) : 1;
    if (shear.p() > 0) {
      factor *= 1 + Math.tan(Math.toRadians(Math.max(shear.x(), shear.y())));
    }
    return homography.p() > 0 ? factor * (1 + 2 * homography.corner()) : factor;
  }

  private static String named(Object steps) {
    return steps.toString().toLowerCase(Locale.ROOT);
  }
}
