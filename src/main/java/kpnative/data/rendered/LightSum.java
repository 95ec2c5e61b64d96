package kpnative.data.rendered;

/** Lights that are being put together. Frame: x right, y up, z to the camera. Not thread-safe. */
final class LightSum {
  static final int MOST_LAMPS = 3;

  /** Polynomials of the normal, [9, 3]: of 1, x, y, z, xy, yz, xz, xx, yy. */
  final float[] ambient = new float[27];

  final float[][] directions = new float[MOST_LAMPS][];
  final float[][] colours = new float[MOST_LAMPS][];
  int lamps;
  float shadowSoftness = 2;
  float shadowStrength;
  float surroundings = 1;

  /** {@return the unit vector at an azimuth (0 at the camera, right positive) and elevation} */
  static float[] direction(double azimuthDegrees, double elevationDegrees) {
    double a = StrictMath.toRadians(azimuthDegrees);
    double e = StrictMath.toRadians(elevationDegrees);
    double c = StrictMath.cos(e);
    return new float[] {
      (float) (StrictMath.sin(a) * c), (float) StrictMath.sin(e), (float) (StrictMath.cos(a) * c)
    };
  }

  /**
   * {@return a light's colour}
   *
   * @param warmth -1 a blue sky, 0 white, 1 a candle
   */
  static float[] colour(double strength, double warmth) {
    return new float[] {
      (float) (strength * Math.max(0, 1 + 0.6 * warmth)),
      (float) (strength * Math.max(0, 1 + 0.05 * warmth)),
      (float) (strength * Math.max(0, 1 - 0.75 * warmth))
    };
  }

  void lamp(float[] direction, float[] colour) {
    directions[lamps] = direction;
    colours[lamps] = colour;
    lamps++;
  }

  void even(float[] colour) {
    for (int i = 0; i < 3; i++) {
      ambient[i] += colour[i];
    }
  }

  /**
   * Adds a large light: what faces it gets about {@code colour}.
   *
   * @param focus 0 for half of all directions, as the sky, to 1 for one direction
   */
  /* The projections on the first nine harmonics of the light of a half space, (1 + c) / 2, and of Lambert's
   * max(0, c) = 1/4 + c/2 + 5/16 P2(c), by Ramamoorthi and Hanrahan 2001; c is the cosine to the light. */
  void area(float[] direction, float[] colour, double focus) {
    double a0 = 0.5 - 0.25 * focus;
    double a1 = 0.5;
    double a2 = 0.3125 * focus;
    double x = direction[0];
    double y = direction[1];
    double z = direction[2];
    double q = 1.5 * a2;
    double[] terms = {
      a0 - 0.5 * a2 + q * z * z, // zz is 1 - xx - yy
      a1 * x,
      a1 * y,
      a1 * z,
      2 * q * x * y,
      2 * q * y * z,
      2 * q * x * z,
      q * (x * x - z * z),
      q * (y * y - z * z)
    };
    for (int k = 0; k < 9; k++) {
      for (int i = 0; i < 3; i++) {
        ambient[3 * k + i] += (float) (terms[k] * colour[i]);
      }
    }
  }

  /** Multiplies all light so that a white surface that faces the camera's side has luminance 1. */
  void normalise() {
    double[][] normals = {
      {0, 0, 1}, {0.5, 0, 0.866}, {-0.5, 0, 0.866}, {0, 0.5, 0.866}, {0, -0.4, 0.917}
    };
    double sum = 0;
    for (double[] n : normals) {
      sum += luminance(n[0], n[1], n[2]);
    }
    float k = (float) (normals.length / Math.max(1e-3, sum));
    for (int i = 0; i < ambient.length; i++) {
      ambient[i] *= k;
    }
    for (int i = 0; i < lamps; i++) {
      for (int j = 0; j < 3; j++) {
        colours[i][j] *= k;
      }
    }
  }

  private double luminance(double x, double y, double z) {
    double[] basis = {1, x, y, z, x * y, y * z, x * z, x * x, y * y};
    double[] share = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double light = 0;
      for (int k = 0; k < 9; k++) {
        light += ambient[3 * k + i] * basis[k];
      }
      light = Math.max(0, light);
      for (int l = 0; l < lamps; l++) {
        float[] d = directions[l];
        light += colours[l][i] * Math.max(0, d[0] * x + d[1] * y + d[2] * z);
      }
      sum += share[i] * light;
    }
    return sum;
  }
}
