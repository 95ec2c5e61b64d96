package kpnative.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.PointErrors;
import kpnative.eval.Reliability;
import kpnative.infer.ConfidenceCalibration;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.FaceRegion;

/**
 * The standard deviations and the errors of the keypoints of evaluated faces.
 *
 * @param sigma for each face, the standard deviations of its keypoints, {@code [K]}
 * @param errors the errors of the same keypoints
 * @param groups for each region of the face, the positions of its keypoints
 */
public record PointConfidences(
    List<double[]> sigma, PointErrors errors, List<List<Integer>> groups) {

  /**
   * {@return the keypoints' values; empty if the network gives no standard deviations, or the
   * errors have no normaliser}
   *
   * @param deviations the standard deviations of each of the evaluation's predictions, {@code [K]}
   */
  public static Optional<PointConfidences> of(
      DetectorSpec spec, FaceEvaluation evaluation, List<float[]> deviations) {
    if (!spec.hasDeviations()) {
      return Optional.empty();
    }
    List<double[]> rows = deviations.stream().map(PointConfidences::doubles).toList();
    return PointErrors.of(spec.keypointSchema(), spec.indices(), evaluation.predictions())
        .map(errors -> new PointConfidences(rows, errors, groups(spec)));
  }

  private static double[] doubles(float[] values) {
    double[] all = new double[values.length];
    Arrays.setAll(all, k -> values[k]);
    return all;
  }

  static List<List<Integer>> groups(DetectorSpec spec) {
    List<Integer> all = spec.keypoints();
    List<List<Integer>> groups = new ArrayList<>();
    for (FaceRegion region : FaceRegion.values()) {
      List<Integer> points = region.indices(spec.keypointSchema());
      groups.add(
          IntStream.range(0, all.size()).filter(i -> points.contains(all.get(i))).boxed().toList());
    }
    return groups;
  }

  /**
   * {@return a line on the keypoints whose truth none of the faces has, so that their confidence is
   * that of all others; empty if there are none}
   */
  public Optional<String> untold() {
    List<double[]> all = errors.perFace();
    int count = sigma.get(0).length;
    long absent =
        IntStream.range(0, count).filter(k -> ConfidenceCalibration.isAbsent(all, k)).count();
    return absent == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d of %d keypoints are in none of the %d faces that the confidence is fitted on:"
                    + " where a part of the face lacks all, it has the confidence of all others",
                absent,
                count,
                sigma.size()));
  }

  /** {@return the calibration fitted to these keypoints} */
  public ConfidenceCalibration fitted() {
    return ConfidenceCalibration.of(
        sigma,
        errors.perFace(),
        groups,
        ConfidenceCalibration.LIMIT,
        errors.normaliser().toString());
  }

  /** {@return the reliability of a calibration on these keypoints} */
  Reliability reliability(ConfidenceCalibration calibration) {
    int count = sigma.get(0).length;
    double[] confidence = new double[sigma.size() * count];
    boolean[] within = new boolean[confidence.length];
    int n = 0;
    for (int i = 0; i < confidence.length; i++) {
      double error = errors.perFace().get(i / count)[i % count];
      if (!Double.isNaN(error)) { // absent
        confidence[n] = calibration.confidence(i % count, sigma.get(i / count)[i % count]);
        within[n] = error <= calibration.limit();
        n++;
      }
    }
    return Reliability.of(Arrays.copyOf(confidence, n), Arrays.copyOf(within, n));
  }
}
