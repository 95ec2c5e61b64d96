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
      implements NetworkSpec {}

  /**
   * Residual encoder, light decoder with skip connections, K maps, soft-argmax.
   *
   * @param channels of the encoder's stages, at strides 2, 4, 8, ...
   * @param blocks residual blocks a stage
   * @param decoder channels of the decoder
   * @param stride of the maps, a power of two between the first and last stage's
   */
  record Maps(List<Integer> channels, int blocks, int decoder, int stride) implements NetworkSpec {}

  /** How much zero border a convolution gets. */
  enum Padding {
    /** Half the kernel: the size stays. */
    SAME,
    /** None: the size shrinks. */
    NONE
  }
}
