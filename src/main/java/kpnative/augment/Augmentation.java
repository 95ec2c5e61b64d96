package kpnative.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kpnative.geometry.Size;
import kpnative.image.Border;
import kpnative.image.Effect;
import org.jspecify.annotations.Nullable;

/**
 * How training pictures may be changed: the ranges that {@link #draw} draws from, as the recipe's
 * {@code augment} section holds them. Immutable and thread-safe.
 *
 * <p>Angles here are degrees. Every entry has a probability {@code p} of being used at all; {@code
 * p: 0} turns it off, and so does an amount of 0 (for scale: min and max of 1).
 *
 * @param rotation about the input's centre
 * @param translation shift within the input
 * @param scale about the input's centre
 * @param homography change of perspective
 * @param flip left-right mirror
 * @param color tones
 * @param occlusion a square laid over the picture
 * @param border what shows where a warp reaches outside the picture
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

  /** Rejects a missing entry. */
  public Augmentation {
    required("rotation", rotation);
    required("translation", translation);
    required("scale", scale);
    required("homography", homography);
    required("flip", flip);
    required("color", color);
    required("occlusion", occlusion);
    required("border", border);
  }

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

  /**
   * A factor on the face's size, about the input's centre.
   *
   * @param min smallest factor, 0.1 to 10
   * @param max largest factor, {@code min} to 10
   * @param distribution uniform between the two, or log-normal about their geometric mean with both
   *     at 3 sigma
   * @param p probability, 0 to 1
   */
  public record Scale(double min, double max, Distribution distribution, double p) {
    /** Rejects what is out of range. */
    public Scale {
      range("scale.min", min, 0.1, 10);
      range("scale.max", max, min, 10);
      required("scale.distribution", distribution);
      range("scale.p", p, 0, 1);
    }
  }

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

  /**
   * The left-right mirror image.
   *
   * @param p probability, 0 to 1; over 0, the keypoints' schema needs mirror pairs
   */
  public record Flip(double p) {
    /** Rejects what is out of range. */
    public Flip {
      range("flip.p", p, 0, 1);
    }
  }

  /**
   * A change of tones, each amount uniform about no change.
   *
   * @param brightness largest difference of the factor from 1, 0 to 1
   * @param contrast largest difference of the factor from 1, 0 to 1
   * @param saturation largest difference of the factor from 1, 0 to 1; no effect on gray
   * @param hue largest turn, as a fraction of the circle, 0 to 0.5; no effect on gray
   * @param p probability, 0 to 1, of all four together
   */
  public record Color(double brightness, double contrast, double saturation, double hue, double p) {
    /** Rejects what is out of range. */
    public Color {
      range("color.brightness", brightness, 0, 1);
      range("color.contrast", contrast, 0, 1);
      range("color.saturation", saturation, 0, 1);
      range("color.hue", hue, 0, 0.5);
      range("color.p", p, 0, 1);
    }
  }

  /**
   * A square of one random gray, wholly inside the input.
   *
   * @param side its largest side as a fraction of the input's shorter one, uniform; 0 to 1
   * @param p probability, 0 to 1
   */
  public record Occlusion(double side, double p) {
    /** Rejects what is out of range. */
    public Occlusion {
      range("occlusion.side", side, 0, 1);
      range("occlusion.p", p, 0, 1);
    }
  }

  /** {@return whether a draw may be mirrored, so that keypoints need a schema with mirror pairs} */
  public boolean needsMirror() {
    return flip.p > 0;
  }

  /**
   * {@return one sample's change, a function of the stream alone}
   *
   * <p>The geometric steps compose as flip, scale, rotation, homography, translation. Each entry
   * draws from a stream of its own, split off in a fixed order, so that changing one entry's ranges
   * leaves what the others draw as it was.
   *
   * @param random a fresh stream, see {@link Randomness}
   * @param input the size of the network's input, in whose frame the change lies
   */
  public DrawnAugmentation draw(SplittableRandom random, Size input) {
    SplittableRandom ofFlip = random.split();
    SplittableRandom ofScale = random.split();
    SplittableRandom ofRotation = random.split();
    SplittableRandom ofHomography = random.split();
    SplittableRandom ofTranslation = random.split();
    SplittableRandom ofColor = random.split();
    SplittableRandom ofOcclusion = random.split();

    List<Motion> motions = new ArrayList<>();
    List<Effect> effects = new ArrayList<>();
    if (ofFlip.nextDouble() < flip.p) {
      motions.add(new Motion.Flip());
    }
    if (ofScale.nextDouble() < scale.p) {
      motions.add(new Motion.Scale(Draws.factor(ofScale, scale)));
    }
    if (ofRotation.nextDouble() < rotation.p) {
      motions.add(new Motion.Rotation(Draws.radians(ofRotation, rotation)));
    }
    if (ofHomography.nextDouble() < homography.p && homography.corner > 0) {
      motions.add(Draws.corners(ofHomography, homography.corner));
    }
    if (ofTranslation.nextDouble() < translation.p) {
      Translation t = translation;
      motions.add(
          new Motion.Translation(
              Draws.shift(ofTranslation, t.left, t.right, t.distribution),
              Draws.shift(ofTranslation, t.up, t.down, t.distribution)));
    }
    if (ofColor.nextDouble() < color.p) {
      effects.add(Draws.tone(ofColor, color));
    }
    if (ofOcclusion.nextDouble() < occlusion.p && occlusion.side > 0) {
      effects.add(Draws.patch(ofOcclusion, occlusion.side, input));
    }
    return new DrawnAugmentation(motions, effects, border);
  }

  private static void required(String key, @Nullable Object value) {
    if (value == null) { // records made from a recipe's text may lack an entry
      throw new IllegalArgumentException("augment." + key + " is missing");
    }
  }

  private static void range(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) { // the negation also catches NaN
      throw new IllegalArgumentException(
          "augment."
              + key
              + " must be "
              + brief(least)
              + " to "
              + brief(most)
              + ", got "
              + brief(value));
    }
  }

  private static String brief(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
