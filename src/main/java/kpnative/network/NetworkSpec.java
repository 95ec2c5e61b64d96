package kpnative.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import kpnative.checks.Require;

/** What a recipe says of its network; {@link NetworkBuilder} makes the network of it. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NetworkSpec.Cnn.class, name = "cnn"),
  @JsonSubTypes.Type(value = NetworkSpec.Residual.class, name = "residual"),
  @JsonSubTypes.Type(value = NetworkSpec.ResNet.class, name = "resnet"),
  @JsonSubTypes.Type(value = NetworkSpec.UNet.class, name = "unet")
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
   * A light residual backbone: a stem of stride 2, then stages, each of half the size.
   *
   * @param channels of the stages, at strides 2, 4, 8, ...; at least two
   * @param blocks residual blocks of each stage; one value stands for all. The first stage may have
   *     none: the stem alone
   * @param head maps to coordinates
   */
  record Residual(List<Integer> channels, List<Integer> blocks, HeadSpec head)
      implements NetworkSpec {
    /** Rejects lists that disagree and numbers out of range. */
    public Residual {
      channels = SpecCheck.list("network.channels", channels, 1, 1 << 14, 2, 10);
      blocks = SpecCheck.perLayer("network.blocks", blocks, 0, 64, channels.size());
      for (int i = 1; i < blocks.size(); i++) {
        if (blocks.get(i) == 0) {
          throw new IllegalArgumentException(
              "network.blocks may be 0 for the first stage only, got " + blocks);
        }
      }
    }
  }

  /**
   * A ResNet with torchvision's layers and names.
   *
   * @param depth 18, 34 or 50
   * @param width channels of the first stage: 64 in torchvision's
   * @param head maps to coordinates
   * @see <a href="https://arxiv.org/abs/1512.03385">He et al. 2016</a>
   */
  record ResNet(int depth, int width, HeadSpec head) implements NetworkSpec {
    /** Rejects other depths, and widths out of range. */
    public ResNet {
      if (depth != 18 && depth != 34 && depth != 50) {
        throw new IllegalArgumentException("network.depth must be 18, 34 or 50, got " + depth);
      }
      Require.range("network.width", width, 1, 1 << 10);
    }
  }

  /**
   * A U-Net at full size: two steps down, a flatten block, two steps up, a map a keypoint.
   *
   * @param width channels at full size
   * @param flatten side of the windows whose mean the flatten block takes, and spreads again
   * @param reading how places are read from the maps
   */
  record UNet(int width, int flatten, MapReading reading) implements NetworkSpec {
    /** Rejects numbers out of range. */
    public UNet {
      Require.range("network.width", width, 1, 1 << 12);
      Require.range("network.flatten", flatten, 2, 1 << 8);
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
