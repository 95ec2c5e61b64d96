package kpnative.train;

import java.util.List;
import java.util.Optional;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.PointErrors;
import kpnative.eval.Reliability;
import kpnative.infer.ConfidenceCalibration;
import kpnative.infer.DetectorSpec;
import kpnative.infer.MapSpreads;

/**
 * The points of evaluated faces, each with its map's spread and its error.
 *
 * @param sigma spreads, of all points of all faces in turn
 * @param error normalised, fractions
 * @param normaliser what the errors are divided by
 * @param faces on how many
 */
record PointConfidences(double[] sigma, double[] error, String normaliser, int faces) {

  /**
   * {@return the points; empty where the network reads no distributions, or errors have no
   * normaliser}
   *
   * @param spreads taken with the evaluation's predictions
   */
  static Optional<PointConfidences> of(
      DetectorSpec spec, FaceEvaluation evaluation, MapSpreads spreads) {
    List<double[]> rows = spreads.rows();
    if (!MapSpreads.areOf(spec.graph()) || rows.size() != evaluation.predictions().size()) {
      return Optional.empty();
    }
    return PointErrors.of(spec.keypointSchema(), spec.indices(), evaluation.predictions())
        .map(errors -> joined(rows, errors));
  }

  private static PointConfidences joined(List<double[]> rows, PointErrors errors) {
    int count = rows.get(0).length;
    double[] sigma = new double[rows.size() * count];
    double[] error = new double[sigma.length];
    for (int i = 0; i < rows.size(); i++) {
      System.arraycopy(rows.get(i), 0, sigma, i * count, count);
      System.arraycopy(errors.perFace().get(i), 0, error, i * count, count);
    }
    return new PointConfidences(sigma, error, errors.normaliser().toString(), rows.size());
  }

  /** {@return the calibration that fits these points} */
  ConfidenceCalibration fitted() {
    double limit = ConfidenceCalibration.LIMIT;
    return ConfidenceCalibration.of(sigma, within(limit), limit, normaliser, faces);
  }

  /** {@return whether a calibration promises of these points what they keep} */
  Reliability reliability(ConfidenceCalibration calibration) {
    double[] confidence = new double[sigma.length];
    for (int i = 0; i < sigma.length; i++) {
      confidence[i] = calibration.confidence(sigma[i]);
    }
    return Reliability.of(confidence, within(calibration.limit()));
  }

  private boolean[] within(double limit) {
    boolean[] within = new boolean[error.length];
    for (int i = 0; i < error.length; i++) {
      within[i] = error[i] <= limit;
    }
    return within;
  }
}
