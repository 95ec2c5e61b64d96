package kpnative.data.rendered;

import java.util.List;

/**
 * Soft places of the face, each the product of a bell over u and a bell over v, so that a row of
 * one is a row of numbers times a factor. Those beside the middle are on both sides.
 */
enum Glow {
  CHEEK(0.300f, 0.575f, 0.080f, 0.070f),
  APPLE(0.340f, 0.625f, 0.050f, 0.045f),
  NOSE_TIP(0.500f, 0.595f, 0.040f, 0.040f),
  NOSE_WING(0.430f, 0.565f, 0.018f, 0.024f),
  WING_FOLD(0.412f, 0.553f, 0.008f, 0.020f),
  NOSTRIL(0.4560f, 0.5600f, 0.0125f, 0.0090f),
  NOSE_RIDGE(0.500f, 0.670f, 0.016f, 0.060f),
  LID(0.358f, 0.738f, 0.044f, 0.014f),
  SOCKET(0.360f, 0.745f, 0.075f, 0.030f),
  INNER_SOCKET(0.425f, 0.738f, 0.022f, 0.028f),
  UNDER_EYE(0.375f, 0.688f, 0.040f, 0.016f),
  BAG(0.365f, 0.672f, 0.045f, 0.008f),
  INNER_CORNER(0.404f, 0.714f, 0.010f, 0.007f),
  FOREHEAD(0.500f, 0.880f, 0.150f, 0.055f),
  TEMPLE(0.200f, 0.790f, 0.050f, 0.060f),
  CHIN(0.500f, 0.300f, 0.060f, 0.035f),
  BELOW_LIP(0.500f, 0.338f, 0.050f, 0.012f),
  MOUTH_CORNER(0.386f, 0.438f, 0.012f, 0.014f),
  PHILTRUM(0.500f, 0.525f, 0.007f, 0.015f),
  MUZZLE(0.500f, 0.430f, 0.130f, 0.090f),
  JAW(0.250f, 0.380f, 0.090f, 0.090f),
  EAR(0.045f, 0.600f, 0.060f, 0.090f);

  /** All of them; {@code values()} would copy. */
  static final List<Glow> PLACES = List.of(values());

  private final float[] columns = new float[Albedo.SIZE];
  private final float[] rows = new float[Albedo.SIZE];

  Glow(float u, float v, float spreadU, float spreadV) {
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
