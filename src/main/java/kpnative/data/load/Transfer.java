package kpnative.data.load;

import java.util.function.IntToDoubleFunction;
import kpnative.image.InputFormat;
import org.bytedeco.pytorch.DeviceOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The form in which a batch's pixels are transferred to the device that computes. */
public enum Transfer {
  /** float32, normalised by mean and standard deviation on the loader's threads. */
  FLOAT32(ScalarType.Float),

  /**
   * Bytes, a quarter of the memory to move; the device normalises by mean and standard deviation.
   * Inputs differ from those of {@link #FLOAT32} in the last bits of a float.
   */
  UINT8(ScalarType.Byte);

  private final ScalarType scalar;

  Transfer(ScalarType scalar) {
    this.scalar = scalar;
  }

  /** {@return LibTorch's type of one value} */
  ScalarType scalar() {
    return scalar;
  }

  /**
   * {@return the network's input, {@code [B, C, H, W]} float32 with channels last in memory; a view
   * of {@code pixels} if they are float32 already, else a scratch tensor}
   *
   * @param pixels {@code [B, H, W, C]} of this form, on any device; borrowed
   */
  Tensor input(Tensor pixels, InputFormat format) {
    Tensor planes = pixels.permute(0, 3, 1, 2);
    if (this == FLOAT32) {
      return planes;
    }
    Tensor floats = planes.to(ScalarType.Float); // keeps the strides
    if (format.isUniform()) {
      floats.mul_(new Scalar(format.scale(0)));
      floats.add_(new Scalar(format.shift(0)));
    } else {
      floats.mul_(byChannel(format, format::scale, floats));
      floats.add_(byChannel(format, format::shift, floats));
    }
    return floats;
  }

  /** {@return {@code [1, C, 1, 1]} on the device of {@code like}} */
  private static Tensor byChannel(InputFormat format, IntToDoubleFunction number, Tensor like) {
    int channels = format.channels().count();
    TensorOptions there =
        new TensorOptions(ScalarType.Float).device(new DeviceOptional(like.device()));
    Tensor numbers = torch.zeros(new long[] {1, channels, 1, 1}, there);
    for (int c = 0; c < channels; c++) { // filled there: a copy to a GPU would wait for it
      numbers.select(1, c).fill_(new Scalar(number.applyAsDouble(c)));
    }
    return numbers;
  }
}
