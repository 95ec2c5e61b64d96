package kpnative.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * The normalised error of every predicted keypoint of every face.
 *
 * @param perFace the errors of each face, {@code [K]}, as fractions, in the order of the
 *     predictions; NaN where a keypoint, or what the normaliser needs, is absent
 * @param normaliser what they are divided by
 */
public record PointErrors(List<double[]> perFace, Nme normaliser) {
  /** Copies the list but not its arrays. */
  public PointErrors {
    perFace = List.copyOf(perFace);
  }

  /**
   * {@return the errors normalised by the distance of the outer eye corners, or by the box if the
   * schema has no eyes; empty if it has a single keypoint, and so no normaliser}
   *
   * @param indices the predicted keypoints' indices in the schema, in output order
   * @throws IllegalArgumentException if a normaliser is 0, or the numbers of keypoints differ
   */
  public static Optional<PointErrors> of(
      KeypointSchema schema, int[] indices, List<Prediction> predictions) {
    Nme used = normaliser(schema, predictions);
    if (used == Nme.BOX && schema.count() == 1) {
      return Optional.empty();
    }
    List<double[]> all = new ArrayList<>();
    for (Prediction p : predictions) {
      double size = used.normaliser(schema, p.truth()).orElse(Double.NaN);
      Keypoints truth = p.truth().select(indices);
      double[] errors = new double[indices.length];
      for (int k = 0; k < errors.length; k++) {
        errors[k] = truth.point(k).distanceTo(p.predicted().point(k)) / size;
      }
      all.add(errors);
    }
    return Optional.of(new PointErrors(all, used));
  }

  private static Nme normaliser(KeypointSchema schema, List<Prediction> predictions) {
    boolean eyes =
        predictions.stream()
            .anyMatch(p -> Nme.INTER_OCULAR.normaliser(schema, p.truth()).isPresent());
    return eyes ? Nme.INTER_OCULAR : Nme.BOX;
  }
}
