package kpnative.weights;

import java.nio.ByteBuffer;
import java.util.Arrays;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Copies between LibTorch tensors and {@link TensorData} in bulk. Bytes need no swapping: every
 * platform with these natives is little-endian, like the files.
 */
public final class Tensors {
  private Tensors() {}

  /**
   * {@return a copy of {@code tensor}, which may be on any device and have any strides}
   *
   * @param tensor borrowed
   * @throws IllegalArgumentException if its type is not in {@link DType}, or it is larger than 2
   *     GiB
   */
  public static TensorData toData(Tensor tensor) {
    try (NativeScope scope = NativeScope.open()) {
      DType dtype = dtypeOf(tensor.scalar_type().intern());
      long[] shape = sizes(tensor);
      long bytes = TensorData.byteCount(dtype, shape);
      if (bytes > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            dtype + " " + Arrays.toString(shape) + " is larger than 2 GiB");
      }
      byte[] copy = new byte[(int) bytes];
      if (bytes > 0) {
        Tensor plain = tensor.detach().cpu().contiguous();
        new BytePointer(plain.data_ptr()).capacity(bytes).get(copy);
      }
      return new TensorData(dtype, shape, ByteBuffer.wrap(copy));
    }
  }

  /** {@return a copy of {@code data} in a new row-major tensor on the CPU; scratch} */
  public static Tensor toTorch(TensorData data) {
    NativeRuntime.load();
    Tensor tensor = torch.empty(data.shape(), new TensorOptions(scalarTypeOf(data.dtype())), null);
    long bytes = data.data().remaining();
    if (bytes > 0) {
      new BytePointer(tensor.data_ptr()).capacity(bytes).asByteBuffer().put(data.data());
    }
    return tensor;
  }

  /**
   * Copies {@code data} into {@code target}, which keeps its memory, device and strides.
   *
   * @param target borrowed
   * @throws IllegalArgumentException if the shapes or types differ
   */
  public static void copyInto(TensorData data, Tensor target) {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard guard = new NoGradGuard()) {
      DType dtype = dtypeOf(target.scalar_type().intern());
      if (dtype != data.dtype() || !Arrays.equals(sizes(target), data.shape())) {
        throw new IllegalArgumentException(
            "needs " + dtype + " " + Arrays.toString(sizes(target)) + ", got " + data);
      }
      target.detach().copy_(toTorch(data));
    }
  }

  /** {@return the sizes of {@code tensor}} */
  public static long[] sizes(Tensor tensor) {
    long[] sizes = new long[(int) tensor.dim()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = tensor.size(i);
    }
    return sizes;
  }

  private static DType dtypeOf(ScalarType type) {
    return switch (type) {
      case Double -> DType.F64;
      case Float -> DType.F32;
      case Half -> DType.F16;
      case BFloat16 -> DType.BF16;
      case Long -> DType.I64;
      case Int -> DType.I32;
      case Short -> DType.I16;
      case Char -> DType.I8;
      case Byte -> DType.U8;
      case Bool -> DType.BOOL;
      default -> throw new IllegalArgumentException("tensors of " + type + " cannot be stored");
    };
  }

  private static ScalarType scalarTypeOf(DType type) {
    return switch (type) {
      case F64 -> ScalarType.Double;
      case F32 -> ScalarType.Float;
      case F16 -> ScalarType.Half;
      case BF16 -> ScalarType.BFloat16;
      case I64 -> ScalarType.Long;
      case I32 -> ScalarType.Int;
      case I16 -> ScalarType.Short;
      case I8 -> ScalarType.Char;
      case U8 -> ScalarType.Byte;
      case BOOL -> ScalarType.Bool;
    };
  }
}
