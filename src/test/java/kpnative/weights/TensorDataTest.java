package kpnative.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import org.junit.jupiter.api.Test;

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
        .hasMessageContaining("over 2^63 - 1 bytes");
  }

  @Test
  void aHugeShapeWithASizeOfNoneIsEmpty() {
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
}
