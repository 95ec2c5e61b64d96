package kpnative.image;

/**
 * A change of a picture's tones, the same for every pixel. Factors as in torchvision's ColorJitter.
 *
 * @param brightness factor on all values, at least 0; 1 changes nothing
 * @param contrast factor on the distance from the picture's mean luma, at least 0; 1 changes
 *     nothing
 * @param saturation factor on the distance from a pixel's own luma, at least 0; 1 changes nothing,
 *     no effect on gray
 * @param hue turn of the hue circle, as a fraction of it, -0.5 to 0.5; 0 changes nothing, no effect
 *     on gray
 */
/* The four are linear, so they compose, in this order, into one matrix a picture, and values are
 * clamped to 0..255 once, at the end (torchvision clamps after each). Hue turns chroma about the
 * gray axis in YIQ, which keeps luma; torchvision turns HSV's hue, which does not. */
public record Tone(double brightness, double contrast, double saturation, double hue)
    implements Effect {
  /** The tone change that changes nothing. */
  public static final Tone NONE = new Tone(1, 1, 1, 0);

  // Luma as in ITU-R BT.601 and OpenCV's COLOR_BGR2GRAY; I and Q as in FCC NTSC 1953.
  private static final double[] Y = {0.299, 0.587, 0.114};
  private static final double[] I = {0.595716, -0.274453, -0.321263};
  private static final double[] Q = {0.211456, -0.522591, 0.311135};
  // what one unit of I, and of Q, adds to red, green and blue
  private static final double[] RGB_OF_I = {0.9563, -0.2721, -1.1070};
  private static final double[] RGB_OF_Q = {0.6210, -0.6474, 1.7046};

  /** Rejects factors that are negative or not finite, and turns of more than half the circle. */
  public Tone {
    checkFactor("brightness", brightness);
    checkFactor("contrast", contrast);
    checkFactor("saturation", saturation);
    if (!(Math.abs(hue) <= 0.5)) {
      throw new IllegalArgumentException("hue must be -0.5 to 0.5, got " + hue);
    }
  }

  private static void checkFactor(String name, double factor) {
    if (!(factor >= 0) || !Double.isFinite(factor)) {
      throw new IllegalArgumentException(name + " must be a factor of at least 0, got " + factor);
    }
  }

  /**
   * Writes the 3 x 4 matrix, row by row, that a pixel (blue, green, red, 1) is multiplied by.
   *
   * @param meanLuma of the picture before this tone change, 0 to 255
   * @param redFirst whether the result is in the order red, green, blue, or as it was
   * @param matrix receives 12 numbers
   */
  void matrix(double meanLuma, boolean redFirst, double[] matrix) {
    double cos = saturation * Math.cos(2 * Math.PI * hue);
    double sin = saturation * Math.sin(2 * Math.PI * hue);
    for (int out = 0; out < 3; out++) {
      int row = 4 * (redFirst ? out : 2 - out);
      for (int in = 0; in < 3; in++) {
        double chroma = (in == out ? 1 : 0) - Y[in]; // what a value has beside its luma
        double quarterTurn = RGB_OF_Q[out] * I[in] - RGB_OF_I[out] * Q[in];
        double turned = Y[in] + cos * chroma + sin * quarterTurn;
        matrix[row + 2 - in] = gain() * turned; // OpenCV's order is B, G, R
      }
      matrix[row + 3] = offset(meanLuma);
    }
  }

  /** {@return the factor on luma} */
  double gain() {
    return brightness * contrast;
  }

  /** {@return what is added after {@link #gain}, so that contrast keeps the picture's mean luma} */
  double offset(double meanLuma) {
    return (1 - contrast) * brightness * meanLuma;
  }
}
