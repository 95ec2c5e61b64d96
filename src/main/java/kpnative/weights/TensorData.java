package kpnative.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A tensor in Java's memory: type, shape and little-endian bytes in row-major order. Immutable and
 * thread-safe, at most 2 GiB.
 */
public final class TensorData {
  private static final float HALF_OVERFLOW = 65520; // halfway to what would be the next number

  private final DType dtype;
  private final long[] shape;
  private final ByteBuffer data;

  /**
   * Takes the bytes from {@code data}'s position to its limit, without copying them: the caller
   * must not change them afterwards.
   *
   * @param shape each size at least 0; none for a single number
   * @throws IllegalArgumentException if the bytes are not what type and shape need
   */
  public TensorData(DType dtype, long[] shape, ByteBuffer data) {
    this.dtype = dtype;
    this.shape = shape.clone();
    long needed;
    try {
      needed = byteCount(dtype, this.shape);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " has over 2^63 - 1 bytes", e);
    }
    if (needed != data.remaining()) {
      throw new IllegalArgumentException(
          String.format(
              "%s %s needs %d bytes, got %d",
              dtype, Arrays.toString(shape), needed, data.remaining()));
    }
    this.data = data.slice().asReadOnlyBuffer();
  }

  /** {@return a copy of {@code values}, in this shape} */
  public static TensorData ofFloats(float[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return new TensorData(DType.F32, shape, bytes);
  }

  /** {@return a copy of {@code values}, in this shape} */
  public static TensorData ofLongs(long[] values, long... shape) {
    ByteBuffer bytes = allocate(values.length, Long.BYTES);
    bytes.asLongBuffer().put(values);
    return new TensorData(DType.I64, shape, bytes);
  }

  /**
   * {@return how many bytes a tensor takes}
   *
   * @throws IllegalArgumentException if a size is negative
   * @throws ArithmeticException if there are over 2^63 - 1
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

  /** {@return the sizes, a copy} */
  public long[] shape() {
    return shape.clone();
  }

  /** {@return the product of the sizes} */
  public long elements() {
    return data.capacity() / dtype.bytes();
  }

  /** {@return all bytes: read-only, little-endian, at position 0} */
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
   * {@return the same numbers as float32: this itself, or widened from 16 bits, or rounded from 64}
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
            default -> throw new IllegalStateException("the elements are " + dtype + ", no floats");
          };
    }
    return ofFloats(values, shape);
  }

  /**
   * {@return the nearest numbers with 16 bits (F16); between two, the even one}
   *
   * @throws IllegalStateException if the elements are not floating-point numbers
   * @throws IllegalArgumentException if a finite one is too large for 16 bits
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
          value + " does not fit into 16 bits, whose largest is 65504");
    }
    int exponent = Math.max(Math.getExponent(size), -14); // smaller ones have no leading one
    // a unit of the last place becomes 1, so rint rounds as asked; carries go into the exponent
    int fraction = (int) Math.rint(Math.scalb((double) size, 10 - exponent));
    boolean hasLeadingOne = fraction >= 1 << 10;
    return (short) (sign | (hasLeadingOne ? ((exponent + 14) << 10) + fraction : fraction));
  }

  /** {@return the number that 16 bits of IEEE 754 are: sign, 5 of exponent, 10 of fraction} */
  private static float ofHalf(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = bits >> 10 & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) { // zero, or a number without the leading one
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

  /** Whether type, shape and every byte agree. */
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
