package kpnative.codec;

import org.bytedeco.pytorch.Tensor;

/** Converts between float arrays and LibTorch tensors. */
final class NativeFloats {
  private NativeFloats() {}

  static Tensor tensor(float[] values, long... shape) {
    return Tensor.create(values, shape).clone();
  }

  static Tensor tensor(double[] values, long... shape) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return tensor(floats, shape);
  }

  static float[] floats(Tensor tensor) {
    Tensor plain = tensor.detach().contiguous();
    float[] values = new float[Math.toIntExact(plain.numel())];
    plain.data_ptr_float().get(values);
    return values;
  }
}
