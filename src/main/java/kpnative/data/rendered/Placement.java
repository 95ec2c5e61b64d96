package kpnative.data.rendered;

/**
 * A rotation, scale and shift from a thing's own frame to the head's: {@code p' = m p + t}.
 * Immutable.
 *
 * @param m row by row, [9]
 * @param t [3]
 */
record Placement(float[] m, float[] t) {
  static final Placement NONE =
      new Placement(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, new float[3]);

  /** {@return a shift} */
  static Placement at(double x, double y, double z) {
    return new Placement(NONE.m, new float[] {(float) x, (float) y, (float) z});
  }

  /** {@return a uniform scale} */
  static Placement scale(double s) {
    float k = (float) s;
    return new Placement(new float[] {k, 0, 0, 0, k, 0, 0, 0, k}, new float[3]);
  }

  /** {@return a turn about the x axis, radians: y goes to z} */
  static Placement turnX(double a) {
    float c = (float) Math.cos(a);
    float s = (float) Math.sin(a);
    return new Placement(new float[] {1, 0, 0, 0, c, -s, 0, s, c}, new float[3]);
  }

  /** {@return a turn about the y axis, radians: z goes to x} */
  static Placement turnY(double a) {
    float c = (float) Math.cos(a);
    float s = (float) Math.sin(a);
    return new Placement(new float[] {c, 0, s, 0, 1, 0, -s, 0, c}, new float[3]);
  }

  /** {@return a turn about the z axis, radians: x goes to y} */
  static Placement turnZ(double a) {
    float c = (float) Math.cos(a);
    float s = (float) Math.sin(a);
    return new Placement(new float[] {c, -s, 0, s, c, 0, 0, 0, 1}, new float[3]);
  }

  /**
   * {@return a frame whose y axis points along {@code y} and whose z axis is as near to {@code z}
   * as that allows; the origin goes to {@code origin}}
   */
  static Placement along(float[] y, float[] z, float[] origin) {
    float[] b = Direction.unit(y);
    float[] a = Direction.unit(Direction.cross(b, z));
    float[] c = Direction.cross(a, b);
    return new Placement(
        new float[] {a[0], b[0], c[0], a[1], b[1], c[1], a[2], b[2], c[2]}, origin.clone());
  }

  /** {@return the placement from the camera's frame to that of a head with this pose} */
  static Placement fromCamera(FacePose pose) {
    float[] r = pose.matrix();
    return new Placement(
        new float[] {r[0], r[3], r[6], r[1], r[4], r[7], r[2], r[5], r[8]},
        new float[] {0, 0, FacePose.PIVOT_Z});
  }

  /** {@return the placement that applies this one first, then {@code next}} */
  Placement then(Placement next) {
    float[] a = next.m;
    float[] out = new float[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        out[3 * i + j] = a[3 * i] * m[j] + a[3 * i + 1] * m[3 + j] + a[3 * i + 2] * m[6 + j];
      }
    }
    return new Placement(out, next.point(t[0], t[1], t[2]));
  }

  /** {@return where a point goes} */
  float[] point(double x, double y, double z) {
    float[] p = {(float) x, (float) y, (float) z};
    apply(p, 0);
    return p;
  }

  /** {@return where a direction goes} */
  float[] turn(double x, double y, double z) {
    float[] p = point(x, y, z);
    return new float[] {p[0] - t[0], p[1] - t[1], p[2] - t[2]};
  }

  /** Moves the point at {@code at}. */
  void apply(float[] p, int at) {
    float x = p[at];
    float y = p[at + 1];
    float z = p[at + 2];
    p[at] = m[0] * x + m[1] * y + m[2] * z + t[0];
    p[at + 1] = m[3] * x + m[4] * y + m[5] * z + t[1];
    p[at + 2] = m[6] * x + m[7] * y + m[8] * z + t[2];
  }
}
