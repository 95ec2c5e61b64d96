package kpnative.infer;

import java.util.Optional;
import kpnative.codec.GridMaps;
import kpnative.network.Layer;
import kpnative.network.MapForm;
import kpnative.network.NetworkGraph;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** Maps as a network's last layer understands them. Results are scratch. */
final class MapsShown {
  private MapsShown() {}

  /**
   * {@return the maps, {@code [B, K, h * w]}: softmaxed where the layer reads a distribution,
   * heights where it reads peaks, scores where it reads a grid}
   *
   * @param raw what the last layer reads, {@code [B, C, h, w]}; borrowed
   */
  static Tensor of(NetworkGraph graph, Tensor raw) {
    if (graph.last() instanceof Layer.GridPoints) {
      return GridMaps.of(raw, graph.output().elements() / 2).scores();
    }
    Tensor flat = raw.flatten(2, 3);
    boolean peaks = graph.mapForm().equals(Optional.of(MapForm.PEAKS));
    return peaks ? flat : torch.softmax(flat, 2);
  }
}
