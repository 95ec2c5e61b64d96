package kpnative.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TensorDataTest {
  private final TensorData data = TensorData.ofFloats(new float[] {1, 2, 3, 4}, 2, 2);

  @Test
  void itsShapeIsACopy() {
    data.shape()[0] = 9;
    assertThat(data.shape()).containsExactly(2, 2);
  }

  @Test
  void itsBytesCannotBeWritten() {
    assertThatThrownBy(() -> data.data().put(0, (byte) 1))
        .isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void itsBytesAreLittleEndian() {
    assertThat(data.data().getFloat(4)).isEqualTo(2f);
    assertThat(data.data().get(7)).isEqualTo((byte) 0x40);
  }

  @Test
  void bytesThatDoNotFillTheShapeAreRefused() {
    assertThatThrownBy(() -> new TensorData(DType.F32, new long[] {3}, ByteBuffer.allocate(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("F32 [3] needs 12 bytes, got 8");
  }

  @Test
  void anOverflowingShapeIsRefused() {
    assertThatThrownBy(
            () ->
                new TensorData(DType.F32, new long[] {1L << 40, 1L << 40}, ByteBuffer.allocate(8)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("takes over 2^63 - 1 bytes");
  }

  @Test
  void aHugeShapeWithASizeOfZeroIsEmpty() {
    TensorData empty =
        new TensorData(DType.F32, new long[] {1L << 40, 1L << 40, 0}, ByteBuffer.allocate(0));
    assertThat(empty.elements()).isZero();
  }

  @Test
  void equalityIsOfTypeShapeAndBytes() {
    assertThat(data)
        .isEqualTo(TensorData.ofFloats(new float[] {1, 2, 3, 4}, 2, 2))
        .isNotEqualTo(TensorData.ofFloats(new float[] {1, 2, 3, 4}, 4))
        .isNotEqualTo(TensorData.ofFloats(new float[] {1, 2, 3, 5}, 2, 2));
  }

  @Test
  void readingItAsAnotherTypeIsRefused() {
    assertThatThrownBy(data::longs)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the elements are F32, not I64");
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 3c00, 1",
    "F16, c000, -2",
    "F16, 7bff, 65504",
    "F16, 0001, 5.9604645e-8",
    "F16, 83ff, -6.097555e-5",
    "F16, 0400, 6.1035156e-5",
    "F16, 3555, 0.33325195",
    "F16, 0000, 0",
    "F16, 8000, -0.0",
    "F16, 7c00, Infinity",
    "F16, fc00, -Infinity",
    "F16, 7e00, NaN",
    "BF16, 3f80, 1",
    "BF16, c049, -3.140625",
    "BF16, 7f80, Infinity",
    "BF16, 0001, 9.1835e-41",
    "BF16, 7fc0, NaN"
  })
  void sixteenBitsWidenToTheSameNumber(DType dtype, String bits, float value) {
    short half = (short) Integer.parseInt(bits, 16);
    ByteBuffer bytes = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN).putShort(0, half);
    TensorData wide = new TensorData(dtype, new long[] {1, 1}, bytes).toFloat32();

    assertThat(wide).isEqualTo(TensorData.ofFloats(new float[] {value}, 1, 1));
  }

  @Test
  void integersAreNotFloats() {
    assertThatThrownBy(() -> TensorData.ofLongs(new long[] {7}).toFloat32())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the elements are I64, not floating point");
  }
}
