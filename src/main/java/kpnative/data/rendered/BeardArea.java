package kpnative.data.rendered;

/**
 * Where parts of a beard grow, as a density from 0 to 1 over the texture, both sides alike.
 * Immutable.
 */
final class BeardArea {
  static final BeardArea MOUSTACHE =
      new BeardArea(
          0.010f, 0.505f, 0.533f, 0.470f, 0.535f, 0.440f, 0.531f, 0.412f, 0.517f, 0.388f, 0.484f,
          0.376f, 0.446f, 0.388f, 0.432f, 0.402f, 0.452f, 0.424f, 0.470f, 0.455f, 0.476f, 0.505f,
          0.478f);

  /** The chin, with a patch below the lip. */
  static final BeardArea CHIN =
      new BeardArea(
          0.014f, 0.505f, 0.362f, 0.478f, 0.358f, 0.470f, 0.335f, 0.435f, 0.322f, 0.412f, 0.318f,
          0.404f, 0.280f, 0.425f, 0.238f, 0.465f, 0.218f, 0.505f, 0.214f);

  /** Between moustache and chin. */
  static final BeardArea MOUTH_SIDES =
      new BeardArea(
          0.012f, 0.378f, 0.450f, 0.402f, 0.436f, 0.398f, 0.405f, 0.415f, 0.365f, 0.430f, 0.320f,
          0.402f, 0.300f, 0.384f, 0.350f, 0.372f, 0.405f);

  /** Cheeks, jaw, throat, and the sides up to the ears. */
  static final BeardArea JAW =
      new BeardArea(
          0.022f, 0.118f, 0.715f, 0.158f, 0.715f, 0.168f, 0.610f, 0.185f, 0.540f, 0.222f, 0.480f,
          0.280f, 0.448f, 0.335f, 0.430f, 0.372f, 0.418f, 0.392f, 0.385f, 0.412f, 0.340f, 0.450f,
          0.318f, 0.505f, 0.322f, 0.505f, 0.195f, 0.420f, 0.188f, 0.330f, 0.198f, 0.250f, 0.232f,
          0.180f, 0.310f, 0.140f, 0.420f, 0.122f, 0.560f);

  private static final int SIZE = 128;

  private final float[] density = new float[SIZE * SIZE];

  /** The width of the border, then u and v of a polygon's corners, of the half with u below 0.5. */
  private BeardArea(float border, float... corners) {
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        float u = (float) x / (SIZE - 1);
        float v = 1 - (float) y / (SIZE - 1);
        float t = 0.5f + inside(corners, u > 0.5f ? 1 - u : u, v) / (2 * border);
        t = Math.max(0, Math.min(1, t));
        density[y * SIZE + x] = t * t * (3 - 2 * t);
      }
    }
  }

  /** {@return the density, between 0 and 1; bilinear} */
  float at(float u, float v) {
    float x = Math.max(0, Math.min(SIZE - 1.001f, u * (SIZE - 1)));
    float y = Math.max(0, Math.min(SIZE - 1.001f, (1 - v) * (SIZE - 1)));
    int i = (int) x;
    int j = (int) y;
    float fx = x - i;
    float fy = y - j;
    int at = j * SIZE + i;
    float above = density[at] + fx * (density[at + 1] - density[at]);
    float below = density[at + SIZE] + fx * (density[at + SIZE + 1] - density[at + SIZE]);
    return above + fy * (below - above);
  }

  /** {@return distance to the polygon's edge, above 0 inside} */
  private static float inside(float[] corners, float u, float v) {
    int n = corners.length / 2;
    boolean in = false;
    float least = Float.MAX_VALUE;
    for (int i = 0, j = n - 1; i < n; j = i++) {
      float ua = corners[2 * i];
      float va = corners[2 * i + 1];
      float ub = corners[2 * j];
      float vb = corners[2 * j + 1];
      if (va > v != vb > v && u < ua + (v - va) * (ub - ua) / (vb - va)) {
        in = !in;
      }
      float du = ub - ua;
      float dv = vb - va;
      float length = du * du + dv * dv;
      float t = length > 0 ? ((u - ua) * du + (v - va) * dv) / length : 0;
      t = Math.max(0, Math.min(1, t));
      float eu = ua + t * du - u;
      float ev = va + t * dv - v;
      // the middle line is no border: the other half goes on there
      if (ua < 0.504f || ub < 0.504f) {
        least = Math.min(least, eu * eu + ev * ev);
      }
    }
    float distance = (float) Math.sqrt(least);
    return in ? distance : -distance;
  }
}
