package kpnative.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a recipe says of its network; {@link NetworkGraph} is made of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NetworkSpec.Cnn.class, name = "cnn"),
  @JsonSubTypes.Type(value = NetworkSpec.Maps.class, name = "maps")
})
public sealed interface NetworkSpec {
  /**
   * Convolutions, each with ReLU and perhaps max-pooling, then fully connected layers to 2K
   * numbers.
   *
   * @param channels of each convolution
   * @param kernels side of each; one value stands for all
   * @param strides of each; one value stands for all
   * @param pools side and stride of the max-pooling after each; 1 for none; one value stands for
   *     all
   * @param padding same ({@code kernel / 2}) or none
   * @param batchNorm whether a batch-norm follows each convolution
   * @param hidden widths of the fully connected layers before the last, each with ReLU
   */
  record Cnn(
      List<Integer> channels,
      List<Integer> kernels,
      List<Integer> strides,
      List<Integer> pools,
      Padding padding,
      boolean batchNorm,
      List<Integer> hidden)
      implements NetworkSpec {
    /** Rejects lists that disagree and numbers out of range. */
    public Cnn {
      channels = SpecCheck.list("network.channels", channels, 1, 1 << 14, 1, 64);
      kernels = SpecCheck.perLayer("network.kernels", kernels, 1, 63, channels.size());
      strides = SpecCheck.perLayer("network.strides", strides, 1, 16, channels.size());
      pools = SpecCheck.perLayer("network.pools", pools, 1, 16, channels.size());
      hidden = SpecCheck.list("network.hidden", hidden, 1, 1 << 16, 0, 16);
      if (padding == Padding.SAME && kernels.stream().anyMatch(k -> k % 2 == 0)) {
        throw new IllegalArgumentException(
            "network.kernels must be odd where network.padding is same, got " + kernels);
      }
    }
  }

  /**
   * Residual encoder, light decoder with skip connections, K maps, soft-argmax.
   *
   * @param channels of the encoder's stages, at strides 2, 4, 8, ...; at least two
   * @param blocks residual blocks of each stage; one value stands for all. The first stage may have
   *     none: the stem alone
   * @param decoder channels of the decoder
   * @param stride of the maps, a power of two from 2 to the last stage's
   */
  record Maps(List<Integer> channels, List<Integer> blocks, int decoder, int stride)
      implements NetworkSpec {
    /** Rejects lists that disagree and numbers out of range. */
    public Maps {
      channels = SpecCheck.list("network.channels", channels, 1, 1 << 14, 2, 10);
      blocks = SpecCheck.perLayer("network.blocks", blocks, 0, 64, channels.size());
      for (int i = 1; i < blocks.size(); i++) {
        if (blocks.get(i) == 0) {
          throw new IllegalArgumentException(
              "network.blocks may be 0 for the first stage only, got " + blocks);
        }
      }
      SpecCheck.range("network.decoder", decoder, 1, 1 << 14);
      int last = 1 << channels.size();
      if (Integer.bitCount(stride) != 1 || stride < 2 || stride > last) {
        throw new IllegalArgumentException(
            "network.stride must be a power of two from 2 to " + last + ", got " + stride);
      }
    }
  }

  /** How much zero border a convolution gets. */
  enum Padding {
    /** Half the kernel: the size stays. */
    SAME,
    /** None: the size shrinks. */
    NONE
  }
}
