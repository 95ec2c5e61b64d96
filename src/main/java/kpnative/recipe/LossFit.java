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
   * Checks that a loss can train a network.
   *
   * @throws IllegalArgumentException if the loss reads maps that the network does not produce, or
   *     coordinates that are decoded from maps without a gradient
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
                "learns from coordinates and needs a head that is fully connected, pca, or maps"
                    + " read by expectation";
            case HEATMAP_MSE -> "learns from maps and needs a head of maps";
            case KL, DSNT ->
                "learns from maps that are distributions and needs a head of maps read by"
                    + " expectation, argmax, quarter or dark";
            case ADAPTIVE_WING ->
                "learns from maps of peaks and needs a head of maps read by peak_argmax,"
                    + " peak_quarter or peak_dark";
            case GRID -> "learns from a grid and needs a head of type grid";
          };
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "loss.kind: %s %s; the network's last layer is %s",
              kind.name().toLowerCase(Locale.ROOT),
              needs,
              last.getClass().getSimpleName()));
    }
  }
}
