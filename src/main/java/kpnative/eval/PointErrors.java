package kpnative.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * The error of every predicted point of every face, divided by its face's normaliser.
 *
 * @param perFace in the order of the predictions, {@code [K]} each, fractions
 * @param normaliser what they are divided by
 */
public record PointErrors(List<double[]> perFace, Nme normaliser) {
  /** Copies the list, not its arrays. */
  public PointErrors {
    perFace = List.copyOf(perFace);
  }

  /**
   * {@return the errors by the distance of the outer eye corners, or by the box where the schema
   * lacks eyes; empty where it has a single point, which has neither}
   *
   * @param indices which keypoints of the schema are predicted, in the order of the predictions
   * @throws IllegalArgumentException if a normaliser is 0, or the counts differ
   */
  public static Optional<PointErrors> of(
      KeypointSchema schema, int[] indices, List<Prediction> predictions) {
    List<double[]> all = new ArrayList<>();
    Nme used = Nme.INTER_OCULAR;
    for (Prediction p : predictions) {
      OptionalDouble divisor = Nme.INTER_OCULAR.normaliser(schema, p.truth());
      if (divisor.isEmpty()) {
        used = Nme.BOX;
        divisor = Nme.BOX.normaliser(schema, p.truth());
      }
      if (divisor.isEmpty()) {
        return Optional.empty();
      }
      Keypoints truth = p.truth().select(indices);
      double[] errors = new double[indices.length];
      for (int k = 0; k < errors.length; k++) {
        errors[k] = truth.point(k).distanceTo(p.predicted().point(k)) / divisor.getAsDouble();
      }
      all.add(errors);
    }
    return Optional.of(new PointErrors(all, used));
  }
}
