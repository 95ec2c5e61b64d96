package kpnative.codec;

import java.util.Arrays;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Principal components of shapes: the mean, and the orthonormal directions in which shapes differ
 * most, by LibTorch's singular value decomposition in double precision on the CPU.
 *
 * <p>A direction's sign, which no decomposition decides, is such that its largest number (of
 * equally large ones the first) is positive. Immutable and thread-safe.
 */
public final class ShapePca {
  private final double[] mean;
  private final double[][] components;
  private final double[] shares;

  private ShapePca(double[] mean, double[][] components, double[] shares) {
    this.mean = mean;
    this.components = components;
    this.shares = shares;
  }

  /**
   * {@return the components of these shapes}
   *
   * @param shapes one a row, all of the same length, finite
   * @throws IllegalArgumentException if there are none, or their lengths differ
   */
  public static ShapePca of(double[][] shapes) {
    if (shapes.length == 0) {
      throw new IllegalArgumentException("components need shapes, got none");
    }
    int length = shapes[0].length;
    double[] mean = new double[length];
    for (double[] shape : shapes) {
      if (shape.length != length) {
        throw new IllegalArgumentException(
            "shapes must have " + length + " numbers as the first, got " + shape.length);
      }
      for (int i = 0; i < length; i++) {
        mean[i] += shape[i] / shapes.length;
      }
    }
    double[] centred = new double[Math.multiplyExact(shapes.length, length)];
    for (int r = 0; r < shapes.length; r++) {
      for (int i = 0; i < length; i++) {
        centred[r * length + i] = shapes[r][i] - mean[i];
      }
    }
    return decompose(mean, centred, shapes.length);
  }

  /** {@return the mean shape; a copy} */
  public double[] mean() {
    return mean.clone();
  }

  /** {@return how many components there are: the lesser of shapes and their length} */
  public int count() {
    return components.length;
  }

  /**
   * {@return each component's share of the variance, falling, of sum 1; all 0 if nothing varies}
   */
  public double[] shares() {
    return shares.clone();
  }

  /**
   * {@return the component of that index, of length 1}
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public double[] component(int index) {
    return components[index].clone();
  }

  private static ShapePca decompose(double[] mean, double[] centred, int rows) {
    try (NativeScope scope = NativeScope.open()) {
      Tensor matrix = Tensor.create(centred, rows, mean.length);
      T_TensorTensorTensor_T svd = torch.linalg_svd(matrix, false, new StringViewOptional());
      double[] singular = doubles(svd.get1());
      double[] directions = doubles(svd.get2()); // a row each
      double[][] components = new double[singular.length][];
      double sum = Arrays.stream(singular).map(s -> s * s).sum();
      double[] shares = new double[singular.length];
      for (int c = 0; c < singular.length; c++) {
        components[c] =
            signed(Arrays.copyOfRange(directions, c * mean.length, (c + 1) * mean.length));
        shares[c] = sum > 0 ? singular[c] * singular[c] / sum : 0;
      }
      return new ShapePca(mean, components, shares);
    }
  }

  private static double[] signed(double[] direction) {
    int largest = 0;
    for (int i = 1; i < direction.length; i++) {
      // a number that is larger by rounding alone is not larger
      if (Math.abs(direction[i]) > Math.abs(direction[largest]) + 1e-9) {
        largest = i;
      }
    }
    double sign = direction.length > 0 && direction[largest] < 0 ? -1 : 1;
    return Arrays.stream(direction).map(d -> sign * d).toArray();
  }

  private static double[] doubles(Tensor tensor) {
    Tensor plain = tensor.contiguous();
    double[] values = new double[Math.toIntExact(plain.numel())];
    new DoublePointer(plain.data_ptr()).get(values);
    return values;
  }
}
