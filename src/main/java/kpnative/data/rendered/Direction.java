package kpnative.data.rendered;

/** Arithmetic of directions and normals: three numbers, x, y and z. */
final class Direction {
  private Direction() {}

  /** {@return the factor that makes a vector's length 1; large and finite for the zero vector} */
  static float inverseLength(float x, float y, float z) {
    return 1 / (float) Math.sqrt(x * x + y * y + z * z + 1e-20f);
  }

  /** {@return a vector of length 1 in the direction of {@code a}} */
  static float[] unit(float[] a) {
    float k = inverseLength(a[0], a[1], a[2]);
    return new float[] {k * a[0], k * a[1], k * a[2]};
  }

  /** {@return the cross product} */
  static float[] cross(float[] a, float[] b) {
    return new float[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }
}
