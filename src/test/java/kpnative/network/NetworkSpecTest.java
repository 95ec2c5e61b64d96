package kpnative.network;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSpecTest {
  @Test
  void aListOfTheWrongLengthIsRefused() {
    assertThatThrownBy(() -> cnn(List.of(4, 8, 16), List.of(3, 5)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "network.kernels must have 1 value or as many as network.channels, 3, got 2: [3, 5]");
  }

  @Test
  void anEvenKernelCannotKeepTheSize() {
    assertThatThrownBy(() -> cnn(List.of(4), List.of(4)))
        .hasMessageContaining("network.kernels must be odd");
  }

  @Test
  void noChannelsAreRefused() {
    assertThatThrownBy(() -> cnn(List.of(), List.of(3)))
        .hasMessage("network.channels must have 1 to 64 values, got 0");
  }

  @Test
  void aNegativeWidthIsRefused() {
    assertThatThrownBy(() -> cnn(List.of(-4), List.of(3)))
        .hasMessage("network.channels must be 1 to 16384, got -4");
  }

  @Test
  void mapsNeedAStrideThatAStageHas() {
    assertThatThrownBy(
            () ->
                NetworkBuilder.build(
                    new NetworkSpec.Residual(List.of(4, 8), List.of(1), Networks.light(8, 8)),
                    1,
                    16,
                    16,
                    2))
        .hasMessage("network.head.stride must be one of the backbone's strides 2, 4, got 8");
  }

  @Test
  void onlyTheFirstStageMayBeTheStemAlone() {
    assertThatThrownBy(
            () -> new NetworkSpec.Residual(List.of(4, 8), List.of(1, 0), Networks.light(8, 4)))
        .hasMessageContaining("network.blocks may be 0 for the first stage only");
  }

  private static NetworkSpec.Cnn cnn(List<Integer> channels, List<Integer> kernels) {
    return new NetworkSpec.Cnn(
        channels, kernels, List.of(1), List.of(1), NetworkSpec.Padding.SAME, false, List.of());
  }
}
