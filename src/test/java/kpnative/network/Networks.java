package kpnative.network;

import java.util.List;
import kpnative.network.NetworkSpec.Cnn;
import kpnative.network.NetworkSpec.Padding;

/** Specs that several tests use. */
final class Networks {
  static final Cnn CNN_12_24_32 =
      cnn(List.of(12, 24, 32), List.of(7, 5, 3), List.of(2), Padding.NONE, List.of(128));
  static final Cnn SMALLNET =
      cnn(List.of(16, 32, 16), List.of(3, 5, 3), List.of(2), Padding.NONE, List.of(100));
  static final Cnn BIGNET =
      cnn(
          List.of(16, 28, 32, 24, 12),
          List.of(3),
          List.of(2, 1, 1, 2, 2),
          Padding.NONE,
          List.of(580));
  static final Cnn BASELINE_7 =
      cnn(List.of(16, 32, 64, 128, 256), List.of(7), List.of(2), Padding.SAME, List.of(256));
  static final Cnn DEEP6 =
      cnn(List.of(32, 64, 128, 256, 512, 512), List.of(3), List.of(2), Padding.SAME, List.of(2048));
  static final NetworkSpec.Residual QUICK =
      new NetworkSpec.Residual(List.of(32, 64, 128, 160), List.of(0, 1, 1, 2), light(96, 4));

  private Networks() {}

  /** {@return a decoder with additive skip connections and soft-argmax} */
  static HeadSpec light(int channels, int stride) {
    return new HeadSpec.Maps(
        HeadSpec.Skip.ADD, List.of(channels), stride, MapReading.EXPECTATION, false);
  }

  private static Cnn cnn(
      List<Integer> channels,
      List<Integer> kernels,
      List<Integer> pools,
      Padding padding,
      List<Integer> hidden) {
    return new Cnn(channels, kernels, List.of(1), pools, padding, false, hidden);
  }
}
