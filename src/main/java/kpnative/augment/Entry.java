package kpnative.augment;

import kpnative.checks.Require;

/**
 * The range of one kind of augmentation and the probability that it is applied. A probability of 0
 * turns it off, and so does an amount of 0. Angles are in degrees; lengths are fractions of the
 * input's sides.
 */
/* Ranges in use elsewhere. PIPNet (Jin, Liao, Shao 2021) at 256 px: rotation 30 degrees and shifts
 * of 30 px, p 0.5; blur of up to 5 px (0.02), p 0.3; one patch of up to 0.4 of the side, p 0.5.
 * Albumentations' RandomGamma: 0.8 to 1.2, p 0.5. */
public sealed interface Entry {
  /** {@return the probability that a sample is changed in this way, 0 to 1} */
  double p();

  /**
   * A left-right mirror.
   *
   * @param p probability, 0 to 1; above 0, the keypoints' schema needs mirror pairs
   */
  record Flip(double p) implements Entry {
    /** Rejects values out of range. */
    public Flip {
      Require.range("augment.flip.p", p, 0, 1);
    }
  }

  /**
   * A scaling of the face about the input's centre.
   *
   * @param min smallest factor, 0.1 to 10
   * @param max largest factor, {@code min} to 10
   * @param distribution uniform between the two, or log-normal about their geometric mean with both
   *     at 3 standard deviations
   * @param p probability, 0 to 1
   */
  record Scale(double min, double max, Distribution distribution, double p) implements Entry {
    /** Rejects values out of range. */
    public Scale {
      Require.range("augment.scale.min", min, 0.1, 10);
      Require.range("augment.scale.max", max, min, 10);
      Require.present("augment.scale.distribution", distribution);
      Require.range("augment.scale.p", p, 0, 1);
    }
  }

  /**
   * A rotation about the input's centre, in either direction.
   *
   * @param degrees uniform: the largest angle; normal: the standard deviation, a third of the
   *     largest angle; 0 to 180
   * @param distribution uniform or normal
   * @param p probability, 0 to 1
   */
  record Rotation(double degrees, Distribution distribution, double p) implements Entry {
    /** Rejects values out of range. */
    public Rotation {
      Require.range("augment.rotation.degrees", degrees, 0, 180);
      Require.present("augment.rotation.distribution", distribution);
      Require.range("augment.rotation.p", p, 0, 1);
    }
  }

  /**
   * A shear about the input's centre, uniform in either direction: a square becomes a
   * parallelogram.
   *
   * @param x largest angle by which vertical lines lean, 0 to 30
   * @param y largest angle by which horizontal lines lean, 0 to 30; with both at 45 a face would
   *     collapse to a line
   * @param p probability, 0 to 1, of both together
   */
  record Shear(double x, double y, double p) implements Entry {
    /** Rejects values out of range. */
    public Shear {
      Require.range("augment.shear.x", x, 0, 30);
      Require.range("augment.shear.y", y, 0, 30);
      Require.range("augment.shear.p", p, 0, 1);
    }
  }

  /**
   * A change of perspective: every corner of the input moves independently.
   *
   * @param corner largest shift of a corner in x and in y, uniform, as a fraction of the input's
   *     width and height; 0 to 0.2, since at 0.25 three corners can become collinear
   * @param p probability, 0 to 1
   */
  record Homography(double corner, double p) implements Entry {
    /** Rejects values out of range. */
    public Homography {
      Require.range("augment.homography.corner", corner, 0, 0.2);
      Require.range("augment.homography.p", p, 0, 1);
    }
  }

  /**
   * A translation. The limits are the largest shifts, as fractions of the input's width (left,
   * right) and height (up, down), 0 to 1; a normal distribution has them at 3 standard deviations
   * of the half Gaussian of each direction. The probability of a direction is proportional to its
   * limit, so a limit of 0 excludes it.
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
    /** Rejects values out of range. */
    public Translation {
      Require.range("augment.translation.left", left, 0, 1);
      Require.range("augment.translation.right", right, 0, 1);
      Require.range("augment.translation.up", up, 0, 1);
      Require.range("augment.translation.down", down, 0, 1);
      Require.present("augment.translation.distribution", distribution);
      Require.range("augment.translation.p", p, 0, 1);
    }
  }

  /**
   * A change of brightness, contrast, saturation and hue, each uniform around no change.
   *
   * @param brightness largest difference of the factor from 1, 0 to 1
   * @param contrast largest difference of the factor from 1, 0 to 1
   * @param saturation largest difference of the factor from 1, 0 to 1; no effect on gray
   * @param hue largest rotation of hue, as a fraction of the color circle, 0 to 0.5; no effect on
   *     gray
   * @param p probability, 0 to 1, of all four together
   */
  record Color(double brightness, double contrast, double saturation, double hue, double p)
      implements Entry {
    /** Rejects values out of range. */
    public Color {
      Require.range("augment.color.brightness", brightness, 0, 1);
      Require.range("augment.color.contrast", contrast, 0, 1);
      Require.range("augment.color.saturation", saturation, 0, 1);
      Require.range("augment.color.hue", hue, 0, 0.5);
      Require.range("augment.color.p", p, 0, 1);
    }
  }

  /**
   * Gamma correction: raises values, as fractions of white, to a power. The exponent is
   * log-uniform, so that 0.5 is as likely as 2.
   *
   * @param min smallest exponent, 0.1 to 10; below 1 brightens
   * @param max largest exponent, {@code min} to 10
   * @param p probability, 0 to 1
   */
  record Gamma(double min, double max, double p) implements Entry {
    /** Rejects values out of range. */
    public Gamma {
      Require.range("augment.gamma.min", min, 0.1, 10);
      Require.range("augment.gamma.max", max, min, 10);
      Require.range("augment.gamma.p", p, 0, 1);
    }
  }

  /**
   * Conversion of a color picture to gray; no effect on gray.
   *
   * @param p probability, 0 to 1
   */
  record Gray(double p) implements Entry {
    /** Rejects values out of range. */
    public Gray {
      Require.range("augment.gray.p", p, 0, 1);
    }
  }

  /**
   * Occluding squares, each of one random gray or another part of the picture, entirely inside the
   * input.
   *
   * @param count largest number of squares, 1 to 16; each number from 1 to this is equally likely
   * @param side largest side of a square, as a fraction of the input's shorter side, uniform; 0 to
   *     1
   * @param p probability of any square, 0 to 1
   * @param copied the share of squares, 0 to 1, that show another part of the picture
   */
  record Occlusion(int count, double side, double p, double copied) implements Entry {
    /** Rejects values out of range. */
    public Occlusion {
      Require.range("augment.occlusion.count", count, 1, 16);
      Require.range("augment.occlusion.side", side, 0, 1);
      Require.range("augment.occlusion.p", p, 0, 1);
      Require.range("augment.occlusion.copied", copied, 0, 1);
    }

    /** Grey squares alone. */
    public Occlusion(int count, double side, double p) {
      this(count, side, p, 0);
    }
  }

  /**
   * A Gaussian blur.
   *
   * @param sigma largest standard deviation, as a fraction of the input's shorter side, uniform; 0
   *     to 0.1
   * @param p probability, 0 to 1
   */
  record Blur(double sigma, double p) implements Entry {
    /** Rejects values out of range. */
    public Blur {
      Require.range("augment.blur.sigma", sigma, 0, 0.1);
      Require.range("augment.blur.p", p, 0, 1);
    }
  }

  /**
   * Gaussian noise, independent in every channel of every pixel.
   *
   * @param deviation largest standard deviation, as a fraction of white, uniform; 0 to 1
   * @param p probability, 0 to 1
   */
  record Noise(double deviation, double p) implements Entry {
    /** Rejects values out of range. */
    public Noise {
      Require.range("augment.noise.deviation", deviation, 0, 1);
      Require.range("augment.noise.p", p, 0, 1);
    }
  }

  /**
   * The artifacts of JPEG compression: the picture is encoded and decoded.
   *
   * @param min lowest quality on libjpeg's scale, 1 to 100; whole numbers, uniform
   * @param max highest quality, {@code min} to 100
   * @param p probability, 0 to 1
   */
  record Jpeg(int min, int max, double p) implements Entry {
    /** Rejects values out of range. */
    public Jpeg {
      Require.range("augment.jpeg.min", min, 1, 100);
      Require.range("augment.jpeg.max", max, min, 100);
      Require.range("augment.jpeg.p", p, 0, 1);
    }
  }
}
