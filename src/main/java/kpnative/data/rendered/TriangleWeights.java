package kpnative.data.rendered;

/** Where in a triangle a place of the picture is. */
final class TriangleWeights {
  private TriangleWeights() {}

  /**
   * Writes the weights of a triangle's second and third corner at a place in it; each is 0 or more,
   * and their sum at most 1.
   *
   * @param a where the first corner's three numbers begin in {@code screen}; b and c likewise
   */
  static void at(float[] screen, int a, int b, int c, float x, float y, float[] out) {
    float ax = screen[a];
    float ay = screen[a + 1];
    float abx = screen[b] - ax;
    float aby = screen[b + 1] - ay;
    float acx = screen[c] - ax;
    float acy = screen[c + 1] - ay;
    float inverse = 1 / (abx * acy - aby * acx);
    float dx = x - ax;
    float dy = y - ay;
    float wb = (dx * acy - dy * acx) * inverse;
    float wc = (abx * dy - aby * dx) * inverse;
    wb = wb < 0 ? 0 : wb > 1 ? 1 : wb; // quicker than Math.min, which looks at signs of 0
    float rest = 1 - wb;
    out[0] = wb;
    out[1] = wc < 0 ? 0 : wc > rest ? rest : wc;
  }
}
