package kpnative.codec;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Which points lie in the picture, its edges included. */
final class PointMask {
  private PointMask() {}

  /**
   * {@return booleans of the shape of {@code x}, false for a point that is not a number; scratch}
   *
   * @param x fractions of the width, borrowed
   * @param y fractions of the height, borrowed
   */
  static Tensor inside(Tensor x, Tensor y) {
    return unit(x).logical_and(unit(y));
  }

  private static Tensor unit(Tensor place) {
    return place.ge(new Scalar(0.0)).logical_and(place.le(new Scalar(1.0)));
  }
}
