package kpnative.data.rendered;

/**
 * Soft places of the face, each the product of a bell over u and a bell over v, so that a row of
 * one is a row of numbers times a factor. Those beside the middle are on both sides. Immutable.
 */
final class Glow {
  static final Glow CHEEK = new Glow(0.300f, 0.575f, 0.080f, 0.070f);
  static final Glow APPLE = new Glow(0.340f, 0.625f, 0.050f, 0.045f);
  static final Glow NOSE_TIP = new Glow(0.500f, 0.595f, 0.040f, 0.040f);
  static final Glow NOSE_WING = new Glow(0.430f, 0.565f, 0.018f, 0.024f);
  static final Glow WING_FOLD = new Glow(0.412f, 0.553f, 0.008f, 0.020f);
  static final Glow NOSTRIL = new Glow(0.4560f, 0.5600f, 0.0125f, 0.0090f);
  static final Glow NOSE_RIDGE = new Glow(0.500f, 0.670f, 0.016f, 0.060f);
  static final Glow LID = new Glow(0.358f, 0.738f, 0.044f, 0.014f);
  static final Glow SOCKET = new Glow(0.360f, 0.745f, 0.075f, 0.030f);
  static final Glow INNER_SOCKET = new Glow(0.425f, 0.738f, 0.022f, 0.028f);
  static final Glow UNDER_EYE = new Glow(0.375f, 0.688f, 0.040f, 0.016f);
  static final Glow BAG = new Glow(0.365f, 0.672f, 0.045f, 0.008f);
  static final Glow INNER_CORNER = new Glow(0.404f, 0.714f, 0.010f, 0.007f);
  static final Glow FOREHEAD = new Glow(0.500f, 0.880f, 0.150f, 0.055f);
  static final Glow TEMPLE = new Glow(0.200f, 0.790f, 0.050f, 0.060f);
  static final Glow CHIN = new Glow(0.500f, 0.300f, 0.060f, 0.035f);
  static final Glow BELOW_LIP = new Glow(0.500f, 0.338f, 0.050f, 0.012f);
  static final Glow MOUTH_CORNER = new Glow(0.386f, 0.438f, 0.012f, 0.014f);
  static final Glow PHILTRUM = new Glow(0.500f, 0.525f, 0.007f, 0.015f);
  static final Glow MUZZLE = new Glow(0.500f, 0.430f, 0.130f, 0.090f);
  static final Glow JAW = new Glow(0.250f, 0.380f, 0.090f, 0.090f);
  static final Glow EAR = new Glow(0.045f, 0.600f, 0.060f, 0.090f);

  private final float[] columns = new float[Albedo.SIZE];
  private final float[] rows = new float[Albedo.SIZE];

  private Glow(float u, float v, float spreadU, float spreadV) {
    for (int i = 0; i < Albedo.SIZE; i++) {
      float here = Albedo.u(i);
      columns[i] = bell((here - u) / spreadU);
      if (u < 0.499f) {
        columns[i] += bell((here - (1 - u)) / spreadU);
      }
      rows[i] = bell((Albedo.v(i) - v) / spreadV);
    }
  }

  private static float bell(float x) {
    return (float) Math.exp(-x * x);
  }

  /** {@return its strength at a texel, 0 to 1} */
  float at(int x, int y) {
    return columns[x] * rows[y];
  }

  /** Adds {@code amount} times itself to row {@code y}. */
  void add(float[] row, float amount, int y) {
    float scale = amount * rows[y];
    if (Math.abs(scale) < 1e-3f) {
      return;
    }
    float[] from = columns;
    for (int x = 0; x < Albedo.SIZE; x++) {
      row[x] += scale * from[x];
    }
  }
}
