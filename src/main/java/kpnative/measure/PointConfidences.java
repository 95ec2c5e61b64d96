package kpnative.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.PointErrors;
import kpnative.eval.Reliability;
import kpnative.infer.ConfidenceCalibration;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.FaceRegion;

/**
 * The points of evaluated faces, each with its standard deviation and its error.
 *
 * @param sigma for each face, the standard deviations of its points, {@code [K]}
 * @param errors of the same points
 * @param groups positions of the keypoints of each part of the face
 */
public record PointConfidences(
    List<double[]> sigma, PointErrors errors, List<List<Integer>> groups) {

  /**
   * {@return the points; empty where the network reads no distributions, or errors have no
   * normaliser}
   *
   * @param deviations of the evaluation's predictions, {@code [K]} each
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

  private static List<List<Integer>> groups(DetectorSpec spec) {
    List<Integer> all = spec.keypoints();
    List<List<Integer>> groups = new ArrayList<>();
    for (FaceRegion region : FaceRegion.values()) {
      List<Integer> points = region.indices(spec.keypointSchema());
      groups.add(
          IntStream.range(0, all.size()).filter(i -> points.contains(all.get(i))).boxed().toList());
    }
    return groups;
  }

  /** {@return the calibration that fits these points} */
  public ConfidenceCalibration fitted() {
    return ConfidenceCalibration.of(
        sigma,
        errors.perFace(),
        groups,
        ConfidenceCalibration.LIMIT,
        errors.normaliser().toString());
  }

  /** {@return whether a calibration promises of these points what they keep} */
  Reliability reliability(ConfidenceCalibration calibration) {
    int count = sigma.get(0).length;
    double[] confidence = new double[sigma.size() * count];
    boolean[] within = new boolean[confidence.length];
    Arrays.setAll(
        confidence, i -> calibration.confidence(i % count, sigma.get(i / count)[i % count]));
    for (int i = 0; i < within.length; i++) {
      within[i] = errors.perFace().get(i / count)[i % count] <= calibration.limit();
    }
    return Reliability.of(confidence, within);
  }
}
