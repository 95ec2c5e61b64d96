package kpnative.augment;

import org.jspecify.annotations.Nullable;

/**
 * The range of one kind of change, and how often it is used at all: a probability of 0 turns it
 * off, and so does an amount of 0. Angles are degrees; lengths are fractions of the input's sides.
 */
/* Ranges in use elsewhere. PIPNet (Jin, Liao, Shao 2021) at 256 px: rotation 30 degrees and shifts of
 * 30 px, p 0.5; blur of up to 5 px, so 0.02, p 0.3; one patch of up to 0.4 of the side, p 0.5.
 * Albumentations' RandomGamma: 0.8 to 1.2, p 0.5. */
public sealed interface Entry {
  /** {@return how often a sample is changed so, 0 to 1} */
  double p();

  /**
   * The left-right mirror image.
   *
   * @param p probability, 0 to 1; over 0, the keypoints' schema needs mirror pairs
   */
  record Flip(double p) implements Entry {
    /** Rejects what is out of range. */
    public Flip {
      range("flip.p", p, 0, 1);
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
  record Scale(double min, double max, Distribution distribution, double p) implements Entry {
    /** Rejects what is out of range. */
    public Scale {
      range("scale.min", min, 0.1, 10);
      range("scale.max", max, min, 10);
      required("scale.distribution", distribution);
      range("scale.p", p, 0, 1);
    }
  }

  /**
   * A turn about the input's centre, to either side.
   *
   * @param degrees uniform: the largest angle; normal: sigma, so that the largest is 3 times that;
   *     0 to 180
   * @param distribution uniform or normal
   * @param p probability, 0 to 1
   */
  record Rotation(double degrees, Distribution distribution, double p) implements Entry {
    /** Rejects what is out of range. */
    public Rotation {
      range("rotation.degrees", degrees, 0, 180);
      required("rotation.distribution", distribution);
      range("rotation.p", p, 0, 1);
    }
  }

  /**
   * A slant about the input's centre, to either side, uniform: a square becomes a parallelogram.
   *
   * @param x largest angle by which upright lines lean, 0 to 30
   * @param y largest angle by which level lines lean, 0 to 30; with both at 45 a face would become
   *     a line
   * @param p probability, 0 to 1, of both together
   */
  record Shear(double x, double y, double p) implements Entry {
    /** Rejects what is out of range. */
    public Shear {
      range("shear.x", x, 0, 30);
      range("shear.y", y, 0, 30);
      range("shear.p", p, 0, 1);
    }
  }

  /**
   * A change of perspective: every corner of the input moves on its own.
   *
   * @param corner largest move of a corner in x and in y, uniform, as a fraction of the input's
   *     width and height; 0 to 0.2, since at 0.25 three corners can come to lie on a line
   * @param p probability, 0 to 1
   */
  record Homography(double corner, double p) implements Entry {
    /** Rejects what is out of range. */
    public Homography {
      range("homography.corner", corner, 0, 0.2);
      range("homography.p", p, 0, 1);
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
  record Translation(
      double left, double right, double up, double down, Distribution distribution, double p)
      implements Entry {
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
   * A change of tones, each amount uniform about no change.
   *
   * @param brightness largest difference of the factor from 1, 0 to 1
   * @param contrast largest difference of the factor from 1, 0 to 1
   * @param saturation largest difference of the factor from 1, 0 to 1; no effect on gray
   * @param hue largest turn, as a fraction of the circle, 0 to 0.5; no effect on gray
   * @param p probability, 0 to 1, of all four together
   */
  record Color(double brightness, double contrast, double saturation, double hue, double p)
      implements Entry {
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
   * A power of the values, as fractions of white; log-uniform, so that 0.5 is as likely as 2.
   *
   * @param min smallest exponent, 0.1 to 10; below 1 brightens
   * @param max largest exponent, {@code min} to 10
   * @param p probability, 0 to 1
   */
  record Gamma(double min, double max, double p) implements Entry {
    /** Rejects what is out of range. */
    public Gamma {
      range("gamma.min", min, 0.1, 10);
      range("gamma.max", max, min, 10);
      range("gamma.p", p, 0, 1);
    }
  }

  /**
   * A color picture without its colors; no effect on gray.
   *
   * @param p probability, 0 to 1
   */
  record Gray(double p) implements Entry {
    /** Rejects what is out of range. */
    public Gray {
      range("gray.p", p, 0, 1);
    }
  }

  /**
   * Squares, each of one random gray, wholly inside the input.
   *
   * @param count the most of them; from 1 to this, each number as likely; 1 to 16
   * @param side the largest side as a fraction of the input's shorter one, uniform; 0 to 1
   * @param p probability, 0 to 1, of any
   */
  record Occlusion(int count, double side, double p) implements Entry {
    /** Rejects what is out of range. */
    public Occlusion {
      range("occlusion.count", count, 1, 16);
      range("occlusion.side", side, 0, 1);
      range("occlusion.p", p, 0, 1);
    }
  }

  /**
   * A Gaussian blur.
   *
   * @param sigma the largest, as a fraction of the input's shorter side, uniform; 0 to 0.1
   * @param p probability, 0 to 1
   */
  record Blur(double sigma, double p) implements Entry {
    /** Rejects what is out of range. */
    public Blur {
      range("blur.sigma", sigma, 0, 0.1);
      range("blur.p", p, 0, 1);
    }
  }

  /**
   * Gaussian noise, independent in every value of every pixel.
   *
   * @param deviation the largest standard deviation, as a fraction of white, uniform; 0 to 1
   * @param p probability, 0 to 1
   */
  record Noise(double deviation, double p) implements Entry {
    /** Rejects what is out of range. */
    public Noise {
      range("noise.deviation", deviation, 0, 1);
      range("noise.p", p, 0, 1);
    }
  }

  /**
   * What writing as a JPEG file and reading it again leaves.
   *
   * @param min lowest quality, as libjpeg has it, 1 to 100; whole numbers, uniform
   * @param max highest quality, {@code min} to 100
   * @param p probability, 0 to 1
   */
  record Jpeg(int min, int max, double p) implements Entry {
    /** Rejects what is out of range. */
    public Jpeg {
      range("jpeg.min", min, 1, 100);
      range("jpeg.max", max, min, 100);
      range("jpeg.p", p, 0, 1);
    }
  }

  private static void required(String key, @Nullable Object value) {
    if (value == null) { // records made from a recipe's text may lack a value
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
