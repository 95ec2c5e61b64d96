package kpnative.image;

/** Computes the affine map of a pixel's values for an {@link Effect.Tone}. */
/* The four changes are affine, so they compose, in this order, into one matrix per picture, and values are
 * clamped to 0..255 once, at the end (torchvision clamps after each). Hue rotates chroma about the gray
 * axis in YIQ, which preserves luma; torchvision rotates HSV's hue, which does not. */
final class ToneMatrix {
  // Luma as in ITU-R BT.601 and OpenCV's COLOR_BGR2GRAY; I and Q as in FCC NTSC 1953.
  private static final double[] Y = {0.299, 0.587, 0.114};
  private static final double[] I = {0.595716, -0.274453, -0.321263};
  private static final double[] Q = {0.211456, -0.522591, 0.311135};
  // contributions of one unit of I and of Q to red, green and blue
  private static final double[] RGB_OF_I = {0.9563, -0.2721, -1.1070};
  private static final double[] RGB_OF_Q = {0.6210, -0.6474, 1.7046};

  private ToneMatrix() {}

  /**
   * Writes the row-major 3 x 4 matrix that multiplies a pixel (blue, green, red, 1).
   *
   * @param meanLuma the mean luma of the picture before this change, 0 to 255
   * @param redFirst whether the result has the channel order red, green, blue instead of blue,
   *     green, red
   * @param matrix receives 12 numbers
   */
  static void write(Effect.Tone tone, double meanLuma, boolean redFirst, double[] matrix) {
    double cos = tone.saturation() * Math.cos(2 * Math.PI * tone.hue());
    double sin = tone.saturation() * Math.sin(2 * Math.PI * tone.hue());
    for (int out = 0; out < 3; out++) {
      int row = 4 * (redFirst ? out : 2 - out);
      for (int in = 0; in < 3; in++) {
        double chroma = (in == out ? 1 : 0) - Y[in]; // the value minus luma
        double quarterTurn = RGB_OF_Q[out] * I[in] - RGB_OF_I[out] * Q[in];
        double turned = Y[in] + cos * chroma + sin * quarterTurn;
        matrix[row + 2 - in] = gain(tone) * turned; // OpenCV's order is B, G, R
      }
      matrix[row + 3] = offset(tone, meanLuma);
    }
  }

  /** {@return the factor on luma} */
  static double gain(Effect.Tone tone) {
    return tone.brightness() * tone.contrast();
  }

  /**
   * {@return the offset that is added after {@link #gain}, so that contrast preserves the mean
   * luma}
   */
  static double offset(Effect.Tone tone, double meanLuma) {
    return (1 - tone.contrast()) * tone.brightness() * meanLuma;
  }
}
