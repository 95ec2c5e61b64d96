package kpnative.network;

import java.util.Optional;
import org.bytedeco.pytorch.Tensor;

/**
 * What a network computes before its last layer. Scratch.
 *
 * @param maps the input of the last layer, as {@link TorchModule#forwardRaw} gives it
 * @param visibility for each keypoint the logit of its being visible, {@code [B, K]}; empty for a
 *     network without {@link NetworkGraph#VISIBILITY}
 */
public record RawMaps(Tensor maps, Optional<Tensor> visibility) {}
