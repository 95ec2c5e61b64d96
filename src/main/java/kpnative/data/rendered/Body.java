package kpnative.data.rendered;

import java.util.SplittableRandom;

/**
 * The upper body below the model's shoulders, down to the belly, which joins the model at its edge:
 * rings of vertices, one for each of the edge's.
 */
final class Body {
  /**
   * Of each ring: half width, depth in front and behind, and height at the sides, in front and
   * behind; body's frame, cm, of an adult.
   */
  private static final double[][] RINGS = {
    {16.2, 8.0, 8.6, -15.2, -21.5, -17.5},
    {19.0, 9.0, 9.4, -17.2, -24.5, -21},
    {21.2, 10.0, 9.8, -21, -28.5, -26},
    {22.2, 10.8, 9.8, -26, -34, -32},
    {22.8, 10.6, 9.4, -36, -42, -40},
    {23.2, 10, 9, -65, -65, -65},
  };

  private Body() {}

  /**
   * {@return the body's mesh, which has cloth where attribute 1 is above 0}
   *
   * @param width of the shoulders, 1 is a man's
   * @param bust how far the chest stands out, cm
   */
  static Surface of(
      FaceParts parts, Bust bust, Outfit outfit, double width, double breast, Material material) {
    MeshBuilder mesh = new MeshBuilder();
    int n = bust.edge.length;
    float[] mean = parts.head.model.mean();
    for (int i : bust.edge) {
      int v =
          mesh.vertex(parts.position[3 * i], parts.position[3 * i + 1], parts.position[3 * i + 2]);
      mesh.rest(v, mean[3 * i], mean[3 * i + 1], mean[3 * i + 2]);
    }
    Placement turn = outfit.turn().placement(1);
    for (int r = 0; r < RINGS.length; r++) {
      double[] ring = RINGS[r];
      double w = 12.4 + (ring[0] - 12.4) * width;
      int from = mesh.count();
      for (int i : bust.edge) {
        double a = Bust.angle(mean[3 * i], mean[3 * i + 2]);
        double s = Math.sin(a);
        double c = Math.cos(a);
        double x = w * Math.signum(s) * Math.pow(Math.abs(s), 0.8);
        double z = (c > 0 ? ring[1] : -ring[2]) * Math.pow(Math.abs(c), 0.8) - 1.5;
        double y = ring[3] + (ring[c > 0 ? 4 : 5] - ring[3]) * c * c;
        if (c > 0) { // the arm's edge, and the chest
          double arm = (Math.abs(x) - 0.68 * w) / 1.6;
          z -= 1.6 * Math.exp(-arm * arm) * Noise.step(22, 27, (float) -y);
          double side = (Math.abs(x) - 7.5) / 4.5;
          double down = (y + 36) / 6;
          z += breast * Math.exp(-side * side - down * down);
        }
        int v = mesh.vertex(x, y, z);
        mesh.attribute(v, 1, outfit.amount(x, y, z));
      }
      mesh.place(from, turn);
    }
    int rows = RINGS.length + 1;
    for (int r = 0; r + 1 < rows; r++) { // rows go down
      for (int k = 0; k < n; k++) {
        int a = r * n + k;
        int b = r * n + (k + 1) % n;
        mesh.triangle(a, a + n, b + n);
        mesh.triangle(a, b + n, b);
      }
    }
    for (int v = 0; v < mesh.count(); v++) {
      mesh.attribute(v, 0, -9);
      if (v < n) {
        mesh.attribute(v, 1, parts.attributes[4 * bust.edge[v] + 1]);
      }
      mesh.attribute(v, 2, 3);
    }
    return mesh.surface(material, false);
  }

  /** {@return a person's width of shoulders, 1 is a man's} */
  static double width(Traits traits, SplittableRandom random) {
    double mean = traits.child() ? 0.2 : traits.woman() ? 0.72 : 1;
    return mean + 0.13 * random.nextGaussian();
  }
}
