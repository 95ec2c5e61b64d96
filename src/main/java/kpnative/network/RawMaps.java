package kpnative.network;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * What a network computes before its last layer. Scratch.
 *
 * @param maps the input of the last layer, as {@link TorchModule#forwardRaw} gives it
 * @param visibility for each keypoint the logit of its being visible, {@code [B, K]}; empty for a
 *     network without {@link NetworkGraph#VISIBILITY}
 */
public record RawMaps(Tensor maps, Optional<Tensor> visibility) {
  /** {@return the same in float32; these tensors themselves if they are} */
  public RawMaps inFloat32() {
    return new RawMaps(inFloat32(maps), visibility.map(RawMaps::inFloat32));
  }

  private static Tensor inFloat32(Tensor values) {
    return values.scalar_type().intern() == ScalarType.Float ? values : values.to(ScalarType.Float);
  }
}
