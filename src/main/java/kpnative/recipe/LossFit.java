package kpnative.recipe;

import java.util.Locale;
import java.util.Optional;
import kpnative.network.Layer;
import kpnative.network.MapForm;
import kpnative.network.NetworkGraph;

/** Which losses can train which networks. */
public final class LossFit {
  private LossFit() {}

  /**
   * Refuses a loss that a network cannot be trained by.
   *
   * @throws IllegalArgumentException if it reads maps that the network has not, or coordinates that
   *     tell nothing of how to change the maps that they were read from
   */
  public static void check(LossSettings.Kind kind, NetworkGraph graph) {
    Optional<MapForm> form = graph.mapForm();
    Layer last = graph.last();
    boolean fits =
        switch (kind) {
          case MSE, L1, SMOOTH_L1, WING ->
              !(last instanceof Layer.Argmax || last instanceof Layer.GridPoints);
          case HEATMAP_MSE -> form.isPresent();
          case KL, DSNT -> form.equals(Optional.of(MapForm.LOGITS));
          case ADAPTIVE_WING -> form.equals(Optional.of(MapForm.PEAKS));
          case GRID -> last instanceof Layer.GridPoints;
        };
    if (!fits) {
      String needs =
          switch (kind) {
            case MSE, L1, SMOOTH_L1, WING ->
                "learns from coordinates, and a head that is fully connected, pca, or maps read by"
                    + " expectation";
            case HEATMAP_MSE -> "learns from maps, and a head of maps";
            case KL, DSNT ->
                "learns from maps that are distributions, and a head of maps read by expectation,"
                    + " argmax, quarter or dark";
            case ADAPTIVE_WING ->
                "learns from maps of peaks, and a head of maps read by peak_argmax, peak_quarter or"
                    + " peak_dark";
            case GRID -> "learns from a grid, and a head of type grid";
          };
      throw new IllegalArgumentException(
          "loss.kind: %s %s must give them; the network's last layer is %s"
              .formatted(
                  kind.name().toLowerCase(Locale.ROOT), needs, last.getClass().getSimpleName()));
    }
  }
}
