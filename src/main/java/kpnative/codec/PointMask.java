package kpnative.codec;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/** Tests which points lie inside the image or on its edge. */
final class PointMask {
  private PointMask() {}

  /**
   * {@return a boolean mask of the shape of {@code x}, false where a coordinate is NaN; scratch}
   *
   * @param x fractions of the width; borrowed
   * @param y fractions of the height, of the same shape; borrowed
   */
  static Tensor inside(Tensor x, Tensor y) {
    return isFraction(x).logical_and(isFraction(y));
  }

  private static Tensor isFraction(Tensor coordinate) {
    return coordinate.ge(new Scalar(0.0)).logical_and(coordinate.le(new Scalar(1.0)));
  }
}
