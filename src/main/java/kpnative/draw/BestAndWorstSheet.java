package kpnative.draw;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.eval.Evaluation;
import kpnative.eval.Prediction;
import kpnative.keypoints.KeypointSchema;
import kpnative.text.Counted;

/** A sheet of the faces with a network's smallest and largest errors. */
public final class BestAndWorstSheet {
  private BestAndWorstSheet() {}

  /** Decodes the photograph of a prediction. */
  @FunctionalInterface
  public interface Photographs {
    /**
     * {@return the photograph}
     *
     * @param index the position of the prediction in its list
     */
    BufferedImage read(int index) throws IOException;
  }

  /**
   * {@return a sheet of the faces with the smallest and the largest errors, cropped as for the
   * network}
   *
   * @param indices schema indices of the predicted keypoints
   * @param evaluation of these predictions
   * @param photographs called only for the faces that are shown
   * @param each how many best and how many worst faces to show; no face is in both
   * @throws IOException if a photograph cannot be read
   */
  public static FaceSheet of(
      KeypointSchema schema,
      int[] indices,
      Evaluation evaluation,
      List<Prediction> predictions,
      Photographs photographs,
      int each)
      throws IOException {
    List<Integer> order = evaluation.bestFirst();
    int n = order.size();
    if (evaluation.perFace().size() != predictions.size()) {
      throw new IllegalArgumentException(
          "expected one prediction for each of "
              + evaluation.perFace().size()
              + " evaluated faces, got "
              + predictions.size());
    }
    int best = Math.min(each, (n + 1) / 2);
    int worst = Math.min(each, n - best);
    List<List<FaceTile>> tiles = List.of(new ArrayList<>(), new ArrayList<>());
    for (int rank = 0; rank < n; rank++) {
      if (rank < best || rank >= n - worst) {
        int i = order.get(rank);
        Prediction p = predictions.get(i);
        tiles
            .get(rank < best ? 0 : 1)
            .add(
                FaceTile.seenByNetwork(
                    photographs.read(i),
                    p,
                    indices,
                    percent(evaluation.perFace().get(i)) + "  " + fileName(p.name())));
      }
    }
    double mean = evaluation.meanError();
    return new FaceSheet(
        String.format(
            Locale.ROOT,
            "%s, mean NME %s (%s)",
            Counted.of(n, "face"),
            percent(mean),
            evaluation.normaliser()),
        FaceOverlay.of(schema, indices),
        List.of(
            new FaceSheet.Section("Smallest errors", tiles.get(0)),
            new FaceSheet.Section("Largest errors", tiles.get(1))),
        4,
        FaceSheet.TILE_SIDE);
  }

  private static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * fraction);
  }

  private static String fileName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
