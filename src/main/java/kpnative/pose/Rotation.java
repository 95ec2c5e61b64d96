package kpnative.pose;

/** A rotation in space, row by row. Immutable. */
record Rotation(double[] m) {
  /** {@return the rotation by yaw first, then pitch, then roll, radians; as {@link HeadPose}} */
  static Rotation of(double yaw, double pitch, double roll) {
    double ca = Math.cos(yaw);
    double sa = Math.sin(yaw);
    double cb = Math.cos(pitch);
    double sb = Math.sin(pitch);
    double cc = Math.cos(roll);
    double sc = Math.sin(roll);
    double[] x = {ca, 0, sa};
    double[] y = {-sa * sb, cb, ca * sb};
    double[] m = new double[9];
    for (int i = 0; i < 3; i++) {
      m[i] = cc * x[i] + sc * y[i];
      m[3 + i] = -sc * x[i] + cc * y[i];
    }
    m[6] = -sa * cb;
    m[7] = -sb;
    m[8] = ca * cb;
    return new Rotation(m);
  }

  /** {@return the rotation with these first two rows, of length 1 and at right angles} */
  static Rotation ofRows(double[] x, double[] y) {
    return new Rotation(
        new double[] {
          x[0],
          x[1],
          x[2],
          y[0],
          y[1],
          y[2],
          x[1] * y[2] - x[2] * y[1],
          x[2] * y[0] - x[0] * y[2],
          x[0] * y[1] - x[1] * y[0]
        });
  }

  /** {@return the rotation by the angle |v| about {@code v} (Rodrigues)} */
  static Rotation about(double x, double y, double z) {
    double angle = Math.sqrt(x * x + y * y + z * z);
    double s = angle < 1e-9 ? 1 : Math.sin(angle) / angle;
    double c = angle < 1e-9 ? 0.5 : (1 - Math.cos(angle)) / (angle * angle);
    return new Rotation(
        new double[] {
          1 - c * (y * y + z * z),
          c * x * y - s * z,
          c * x * z + s * y,
          c * x * y + s * z,
          1 - c * (x * x + z * z),
          c * y * z - s * x,
          c * x * z - s * y,
          c * y * z + s * x,
          1 - c * (x * x + y * y)
        });
  }

  /** {@return the rotation that applies this one first, then {@code next}} */
  Rotation then(Rotation next) {
    double[] out = new double[9];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          out[3 * i + j] += next.m[3 * i + k] * m[3 * k + j];
        }
      }
    }
    return new Rotation(out);
  }

  /** {@return where a point goes, [3]} */
  double[] times(double x, double y, double z) {
    return new double[] {
      m[0] * x + m[1] * y + m[2] * z, m[3] * x + m[4] * y + m[5] * z, m[6] * x + m[7] * y + m[8] * z
    };
  }

  /** {@return radians; the inverse of {@link #of}} */
  double yaw() {
    return Math.atan2(-m[6], m[8]);
  }

  double pitch() {
    return Math.asin(Math.max(-1, Math.min(1, -m[7])));
  }

  double roll() {
    return Math.atan2(m[1], m[4]);
  }

  double[] toArray() {
    return m.clone();
  }
}
