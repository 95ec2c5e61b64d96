package kpnative.network;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Creates tensors with PyTorch's default initialisation: weights and biases uniform from {@code -1
 * / sqrt(fanIn)} to {@code 1 / sqrt(fanIn)} (Kaiming uniform with a = sqrt(5)), batch
 * normalisations as the identity. Values are drawn in Java in row-major order, so they depend
 * neither on the memory format nor on the device nor on LibTorch's generator.
 */
final class TorchInitializer {
  private final SplittableRandom random;

  TorchInitializer(long seed) {
    random = new SplittableRandom(seed);
  }

  /** {@return the slot's tensor on the CPU, channels-last for convolution weights; scratch} */
  Tensor create(TensorSlot slot) {
    float[] values = new float[Math.toIntExact(slot.elements())];
    switch (slot.role()) {
      case WEIGHT, BIAS -> {
        double bound = 1 / Math.sqrt((double) slot.fanIn());
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
        }
      }
      case SCALE, RUNNING_VARIANCE -> Arrays.fill(values, 1);
      case SHIFT, RUNNING_MEAN, CONSTANT -> {}
    }
    long[] shape = slot.sizes();
    Tensor plain = torch.empty(shape, new TensorOptions(ScalarType.Float), null);
    new FloatPointer(plain.data_ptr()).put(values);
    if (shape.length != 4) {
      return plain;
    }
    // explicit strides: contiguous(ChannelsLast) does nothing for one input channel or a 1x1 kernel
    long i = shape[1];
    long h = shape[2];
    long w = shape[3];
    Tensor memory =
        torch.empty(new long[] {slot.elements()}, new TensorOptions(ScalarType.Float), null);
    Tensor weight = memory.as_strided(shape, h * w * i, 1, w * i, i);
    weight.copy_(plain);
    return weight;
  }
}
