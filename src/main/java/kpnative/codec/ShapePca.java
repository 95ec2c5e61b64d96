package kpnative.codec;

import java.util.Arrays;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.StringViewOptional;
import org.bytedeco.pytorch.T_TensorTensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Principal component analysis of shapes: the mean shape and the orthonormal directions of greatest
 * variance, by LibTorch's singular value decomposition in double precision on the CPU.
 *
 * <p>The decomposition leaves the sign of a direction open. It is chosen so that the entry of
 * largest magnitude is positive; the first such entry counts. Immutable and thread-safe.
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
   * {@return the principal components of these shapes}
   *
   * @param shapes one shape per row, all of the same length, finite
   * @throws IllegalArgumentException if there are no shapes or their lengths differ
   */
  public static ShapePca of(double[][] shapes) {
    if (shapes.length == 0) {
      throw new IllegalArgumentException("principal components need at least 1 shape, got 0");
    }
    int length = shapes[0].length;
    double[] mean = new double[length];
    for (double[] shape : shapes) {
      if (shape.length != length) {
        throw new IllegalArgumentException(
            "shapes must have " + length + " values like the first, got " + shape.length);
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

  /** {@return the number of components: the number of shapes or their length, whichever is less} */
  public int count() {
    return components.length;
  }

  /**
   * {@return the fraction of the variance that each component explains, in descending order, with
   * sum 1; all 0 if the shapes do not vary; a copy}
   */
  public double[] shares() {
    return shares.clone();
  }

  /**
   * {@return the component at {@code index}, a unit vector; a copy}
   *
   * @throws IndexOutOfBoundsException if {@code index} is not 0 to {@link #count} - 1
   */
  public double[] component(int index) {
    return components[index].clone();
  }

  private static ShapePca decompose(double[] mean, double[] centred, int rows) {
    NativeRuntime.load();
    try (NativeScope scope = NativeScope.open()) {
      Tensor matrix = Tensor.create(centred, rows, mean.length);
      T_TensorTensorTensor_T svd = torch.linalg_svd(matrix, false, new StringViewOptional());
      double[] singular = doubles(svd.get1());
      double[] directions = doubles(svd.get2()); // one per row
      double[][] components = new double[singular.length][];
      double sum = Arrays.stream(singular).map(s -> s * s).sum();
      double[] shares = new double[singular.length];
      for (int c = 0; c < singular.length; c++) {
        components[c] =
            withCanonicalSign(
                Arrays.copyOfRange(directions, c * mean.length, (c + 1) * mean.length));
        shares[c] = sum > 0 ? singular[c] * singular[c] / sum : 0;
      }
      return new ShapePca(mean, components, shares);
    }
  }

  private static double[] withCanonicalSign(double[] direction) {
    int largest = 0;
    for (int i = 1; i < direction.length; i++) {
      // the tolerance ignores differences by rounding alone
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
