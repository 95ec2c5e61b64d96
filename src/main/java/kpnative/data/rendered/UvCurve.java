package kpnative.data.rendered;

/** Curves in the texture: u and v of points, one after the other. */
final class UvCurve {
  private UvCurve() {}

  /** {@return {@code count} points on a smooth curve through {@code knots}, ends included} */
  static float[] through(float[] knots, int count) {
    float[] out = new float[2 * count];
    for (int i = 0; i < count; i++) {
      float t = (float) i / (count - 1);
      out[2 * i] = at(knots, t, 0);
      out[2 * i + 1] = at(knots, t, 1);
    }
    return out;
  }

  /** {@return u (0) or v (1) at {@code t} from 0 to 1, by Catmull and Rom's cubic} */
  static float at(float[] knots, float t, int axis) {
    int n = knots.length / 2;
    float s = t * (n - 1);
    int i = Math.min(n - 2, (int) s);
    float f = s - i;
    float b = knots[2 * i + axis];
    float c = knots[2 * i + 2 + axis];
    float a = i > 0 ? knots[2 * i - 2 + axis] : 2 * b - c;
    float d = i + 2 < n ? knots[2 * i + 4 + axis] : 2 * c - b;
    return b + 0.5f * f * (c - a + f * (2 * a - 5 * b + 4 * c - d + f * (3 * (b - c) + d - a)));
  }

  /** {@return the same on the face's other side, in the same order} */
  static float[] mirrored(float[] path) {
    float[] out = path.clone();
    for (int i = 0; i < out.length; i += 2) {
      out[i] = 1 - out[i];
    }
    return out;
  }

  /** {@return the path moved by {@code du} and {@code dv}} */
  static float[] moved(float[] path, float du, float dv) {
    float[] out = path.clone();
    for (int i = 0; i < out.length; i += 2) {
      out[i] += du;
      out[i + 1] += dv;
    }
    return out;
  }
}
