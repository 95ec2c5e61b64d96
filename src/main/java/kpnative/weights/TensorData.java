package kpnative.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tensor in Java memory: type, shape and little-endian bytes in row-major order. Immutable and
 * thread-safe, at most 2 GiB.
 */
public final class TensorData {
  private static final float HALF_OVERFLOW = 65520; // half a step above 65504, the largest half

  private final DType dtype;
  private final long[] shape;
  private final ByteBuffer data;

  /**
   * Wraps the bytes from {@code data}'s position to its limit without copying them. The caller must
   * not change them afterwards.
   *
   * @param shape sizes, each at least 0; empty for a scalar
   * @throws IllegalArgumentException if the number of bytes does not match type and shape
   */
  public TensorData(DType dtype, long[] shape, ByteBuffer data) {
    this.dtype = dtype;
    this.shape = shape.clone();
    long needed;
    try {
      needed = byteCount(dtype, this.shape);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " takes over 2^63 - 1 bytes", e);
    }
    if (needed != data.remaining()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s %s needs %d bytes, got %d",
              dtype,
              Arrays.toString(shape),
              needed,
              data.remaining()));
    }
    this.data = data.slice().asReadOnlyBuffer();
  }

  /** {@return a tensor of this shape with a copy of {@code values}} */
  public static TensorData ofFloats(float[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return new TensorData(DType.F32, shape, bytes);
  }

  /** {@return a tensor of this shape with a copy of {@code values}} */
  public static TensorData ofLongs(long[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return new TensorData(DType.I64, shape, bytes);
  }

  /**
   * {@return the size of a tensor in bytes}
   *
   * @throws IllegalArgumentException if a size is negative
   * @throws ArithmeticException if the size exceeds 2^63 - 1
   */
  static long byteCount(DType dtype, long[] shape) {
    long elements = 1;
    boolean empty = false;
    for (long s : shape) {
      if (s < 0) {
        throw new IllegalArgumentException("negative size in shape " + Arrays.toString(shape));
      }
      empty |= s == 0;
    }
    for (long s : shape) {
      elements = Math.multiplyExact(elements, empty ? 0 : s);
    }
    return Math.multiplyExact(elements, dtype.bytes());
  }

  /** {@return the elements' type} */
  public DType dtype() {
    return dtype;
  }

  /** {@return a copy of the sizes} */
  public long[] shape() {
    return shape.clone();
  }

  /** {@return the number of elements} */
  public long elements() {
    return data.capacity() / dtype.bytes();
  }

  /**
   * {@return what is wrong with the first element that is NaN or infinite, or becomes infinite as
   * float32; empty if all are finite numbers} Elements that are whole numbers are finite.
   */
  public Optional<String> notFinite() {
    if (!dtype.isFloat()) {
      return Optional.empty();
    }
    float[] values = toFloat32().floats();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        return Optional.of("element " + i + " of " + this + " is " + values[i]);
      }
    }
    return Optional.empty();
  }

  /** {@return a read-only, little-endian view of all bytes, at position 0} */
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * {@return a copy of the elements}
   *
   * @throws IllegalStateException if the type is not F32
   */
  public float[] floats() {
    require(DType.F32);
    float[] values = new float[data.capacity() / Float.BYTES];
    data().asFloatBuffer().get(values);
    return values;
  }

  /**
   * {@return the same values as float32: this tensor itself, or values widened from 16 bits or
   * rounded from 64 bits}
   *
   * @throws IllegalStateException if the elements are not floating-point numbers
   */
  public TensorData toFloat32() {
    if (dtype == DType.F32) {
      return this;
    }
    float[] values = new float[Math.toIntExact(elements())];
    ByteBuffer from = data();
    for (int i = 0; i < values.length; i++) {
      values[i] =
          switch (dtype) {
            case F64 -> (float) from.getDouble();
            case F16 -> ofHalf(from.getShort());
            case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
            default ->
                throw new IllegalStateException(
                    "the elements are " + dtype + ", not floating point");
          };
    }
    return ofFloats(values, shape);
  }

  /**
   * {@return the values rounded to F16, ties to even}
   *
   * @throws IllegalStateException if the elements are not floating-point numbers
   * @throws IllegalArgumentException if a finite value exceeds the range of F16
   */
  public TensorData toFloat16() {
    if (dtype == DType.F16) {
      return this;
    }
    float[] values = toFloat32().floats();
    ByteBuffer bytes = allocate(values.length, Short.BYTES);
    for (float v : values) {
      bytes.putShort(toHalf(v));
    }
    return new TensorData(DType.F16, shape, bytes.flip());
  }

  private static short toHalf(float value) {
    float size = Math.abs(value);
    int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
    if (Float.isNaN(value)) {
      return (short) (sign | 0x7e00);
    }
    if (Float.isInfinite(value)) {
      return (short) (sign | 0x7c00);
    }
    if (size >= HALF_OVERFLOW) {
      throw new IllegalArgumentException(
          value + " does not fit into F16, whose largest value is 65504");
    }
    int exponent = Math.max(Math.getExponent(size), -14); // smaller values are subnormal
    // a unit in the last place becomes 1, so rint rounds ties to even; a carry raises the exponent
    int fraction = (int) Math.rint(Math.scalb((double) size, 10 - exponent));
    boolean hasLeadingOne = fraction >= 1 << 10;
    return (short) (sign | (hasLeadingOne ? ((exponent + 14) << 10) + fraction : fraction));
  }

  /** {@return the value of an IEEE 754 half: a sign bit, 5 exponent bits, 10 fraction bits} */
  private static float ofHalf(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) { // zero or subnormal
      return Math.scalb((float) fraction, -24) * (sign == 0 ? 1 : -1);
    }
    int wide = exponent == 0x1f ? 0xff : exponent + 127 - 15;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /**
   * {@return a copy of the elements}
   *
   * @throws IllegalStateException if the type is not I64
   */
  public long[] longs() {
    require(DType.I64);
    long[] values = new long[data.capacity() / Long.BYTES];
    data().asLongBuffer().get(values);
    return values;
  }

  /** Compares type, shape and every byte. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof TensorData t
        && t.dtype == dtype
        && Arrays.equals(t.shape, shape)
        && t.data.equals(data);
  }

  @Override
  public int hashCode() {
    return Objects.hash(dtype, Arrays.hashCode(shape), data);
  }

  @Override
  public String toString() {
    return dtype + " " + Arrays.toString(shape);
  }

  private static ByteBuffer allocate(int count, int bytes) {
    return ByteBuffer.allocate(Math.multiplyExact(count, bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void require(DType type) {
    if (dtype != type) {
      throw new IllegalStateException("the elements are " + dtype + ", not " + type);
    }
  }
}
