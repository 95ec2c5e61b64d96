package kpnative.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TensorsTest {
  @ParameterizedTest
  @EnumSource(DType.class)
  void everyTypeSurvivesTheRoundTrip(DType dtype) {
    byte[] bytes = new byte[6 * dtype.bytes()];
    if (dtype != DType.BOOL) {
      new Random(3).nextBytes(bytes);
    }
    TensorData data = new TensorData(dtype, new long[] {2, 3}, ByteBuffer.wrap(bytes));
    try (NativeScope scope = NativeScope.open()) {
      assertThat(Tensors.toData(Tensors.toTorch(data))).isEqualTo(data);
    }
  }

  @Test
  void anEmptyTensorAndAScalarSurviveTheRoundTrip() {
    TensorData empty = TensorData.ofFloats(new float[0], 0, 2);
    TensorData scalar = TensorData.ofLongs(new long[] {5});
    try (NativeScope scope = NativeScope.open()) {
      assertThat(Tensors.toData(Tensors.toTorch(empty))).isEqualTo(empty);
      assertThat(Tensors.toData(Tensors.toTorch(scalar))).isEqualTo(scalar);
    }
  }

  @Test
  void stridesDoNotMatter() {
    float[] values = {1, 2, 3, 4, 5, 6, 7, 8};
    TensorData data = TensorData.ofFloats(values, 1, 2, 2, 2);
    try (NativeScope scope = NativeScope.open()) {
      Tensor last = Tensors.toTorch(data).contiguous(MemoryFormat.ChannelsLast);
      assertThat(Tensors.toData(last)).isEqualTo(data);
      Tensor target = torch.zeros_like(last);
      Tensors.copyInto(data, target);
      assertThat(Tensors.toData(target)).isEqualTo(data);
      assertThat(target.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
    }
  }

  @Test
  void copyingIntoAnotherShapeIsRefused() {
    try (NativeScope scope = NativeScope.open()) {
      Tensor target = torch.zeros(2, 3);
      assertThatThrownBy(() -> Tensors.copyInto(TensorData.ofFloats(new float[6], 6), target))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("needs F32 [2, 3], got F32 [6]");
    }
  }

  @Test
  void aCopyLeavesNoNativeObjectsOutsideAScope() {
    try (NativeScope scope = NativeScope.open()) {
      Tensor tensor = torch.zeros(4, 4).t();
      Tensors.toData(tensor);
      long before = NativeMemory.objects();
      for (int i = 0; i < 50; i++) {
        Tensors.copyInto(Tensors.toData(tensor), tensor);
      }
      assertThat(NativeMemory.objects()).isEqualTo(before);
    }
  }
}
