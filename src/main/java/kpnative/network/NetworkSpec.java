package kpnative.network;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import kpnative.checks.Require;

/** The network settings of a recipe; {@link NetworkBuilder} builds the network. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = NetworkSpec.Cnn.class, name = "cnn"),
  @JsonSubTypes.Type(value = NetworkSpec.Residual.class, name = "residual"),
  @JsonSubTypes.Type(value = NetworkSpec.ResNet.class, name = "resnet"),
  @JsonSubTypes.Type(value = NetworkSpec.UNet.class, name = "unet")
})
public sealed interface NetworkSpec {
  /**
   * Convolutions, each with ReLU and optional max-pooling, then fully connected layers to 2K
   * coordinates.
   *
   * @param channels output channels of each convolution
   * @param kernels kernel side of each; one value applies to all
   * @param strides stride of each; one value applies to all
   * @param pools side and stride of the max-pooling after each, 1 for none; one value applies to
   *     all
   * @param padding zero padding of all convolutions
   * @param batchNorm whether a batch normalisation follows each convolution
   * @param hidden widths of the fully connected layers before the last, each followed by ReLU
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
    /** Rejects lists of inconsistent length and values out of range. */
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
   * A light residual backbone: a stem of stride 2, then stages, each at half the resolution of the
   * one before.
   *
   * @param channels output channels of the stages, at strides 2, 4, 8, ...; at least two
   * @param blocks number of residual blocks in each stage; one value applies to all. 0 is allowed
   *     for the first stage, which is then the stem alone
   * @param head decodes feature maps to coordinates
   */
  record Residual(List<Integer> channels, List<Integer> blocks, HeadSpec head)
      implements NetworkSpec {
    /** Rejects lists of inconsistent length and values out of range. */
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
   * A ResNet with torchvision's layers and tensor names.
   *
   * @param depth 18, 34 or 50
   * @param width channels of the first stage; 64 in torchvision
   * @param head decodes feature maps to coordinates
   * @see <a href="https://arxiv.org/abs/1512.03385">He et al. 2016</a>
   */
  record ResNet(int depth, int width, HeadSpec head) implements NetworkSpec {
    /** Rejects unsupported depths and widths out of range. */
    public ResNet {
      if (depth != 18 && depth != 34 && depth != 50) {
        throw new IllegalArgumentException("network.depth must be 18, 34 or 50, got " + depth);
      }
      Require.range("network.width", width, 1, 1 << 10);
    }
  }

  /**
   * A U-Net at full resolution: two poolings, a flatten block, two upsamplings, then one map per
   * keypoint.
   *
   * @param width channels at full resolution
   * @param flatten side of the windows that the flatten block averages and upsamples again, pixels
   *     at a quarter of the resolution
   * @param reading how coordinates are read from the maps
   */
  record UNet(int width, int flatten, MapReading reading) implements NetworkSpec {
    /** Rejects values out of range. */
    public UNet {
      Require.range("network.width", width, 1, 1 << 12);
      Require.range("network.flatten", flatten, 2, 1 << 8);
    }
  }

  /** The zero padding of a convolution. */
  enum Padding {
    /** Half the kernel, {@code kernel / 2}: at stride 1 the size stays the same. */
    SAME,
    /** No padding: the output is smaller than the input. */
    NONE
  }
}
