package kpnative.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A calibrated confidence: maps the standard deviation of a keypoint's heatmap to the estimated
 * probability that the point's error is at most {@code limit} of the normaliser. Immutable.
 *
 * <p>The probability of keypoint k is {@code 1 / (1 + exp(-(a[k] + b[k] * ln sigma)))}, where sigma
 * is the standard deviation that {@link DetectorSession#detect} gives, in fractions of the network
 * input's sides. It holds for faces and boxes like those it was fitted on; on harder ones it is
 * overconfident.
 *
 * <p>The keypoints of one part of the face share a curve: the jaw's heatmaps are wide along the
 * jaw, so the same standard deviation means a smaller error there. On the 201 validation faces of a
 * 68-point network of 300-W, the expected calibration error was 0.032 with one curve for all points
 * and 0.009 with one curve per part.
 *
 * @param a for each keypoint, the logit at a standard deviation of the whole side
 * @param b for each keypoint, the slope over ln sigma; negative if a wider heatmap means a worse
 *     point
 * @param limit the error that counts as a hit, a fraction of the normaliser
 * @param normaliser what errors are divided by: {@code inter-ocular} or {@code box}
 * @param faces how many faces it was fitted on
 */
public record ConfidenceCalibration(
    List<Double> a, List<Double> b, double limit, String normaliser, int faces) {

  /** The key of the calibration, as JSON, in a weight file's metadata. */
  public static final String KEY = "kpnative.confidence";

  /** The default limit: an error of at most 5 % of the normaliser counts as a hit. */
  public static final double LIMIT = 0.05;

  /** Rejects coefficients that are too large or of different counts, and a limit outside (0, 1]. */
  public ConfidenceCalibration {
    PointCurves curves = PointCurves.checked("a confidence calibration", a, b);
    a = curves.a();
    b = curves.b();
    if (!(limit > 0 && limit <= 1)) {
      throw new IllegalArgumentException(
          "limit of a confidence calibration must be above 0 and at most 1, got " + limit);
    }
    if (faces < 1) {
      throw new IllegalArgumentException(
          "faces of a confidence calibration must be 1 or more, got " + faces);
    }
  }

  /**
   * {@return the calibration fitted to the keypoints of these faces}
   *
   * @param sigma for each face, the standard deviations of its keypoints, {@code [K]}
   * @param error for each face, the normalised errors of its keypoints, {@code [K]}
   * @param groups keypoints that share a curve, as positions from 0 to K - 1; all other keypoints
   *     share one more; keypoints of a group whose truth no face has get the curve of all
   * @param limit the error that counts as a hit
   * @param normaliser name of the errors' normaliser
   * @throws IllegalArgumentException if there is no face, or errors and standard deviations differ
   *     in number
   */
  public static ConfidenceCalibration of(
      List<double[]> sigma,
      List<double[]> error,
      List<List<Integer>> groups,
      double limit,
      String normaliser) {
    if (sigma.isEmpty() || sigma.size() != error.size()) {
      throw new IllegalArgumentException(
          "a confidence calibration needs the standard deviations and the errors of the same faces,"
              + " at least one, got "
              + (sigma.size() + " and " + error.size()));
    }
    int count = sigma.get(0).length;
    List<Integer> every = IntStream.range(0, count).boxed().toList();
    PointCurves curves =
        PointCurves.of(
            count,
            groups,
            group -> {
              boolean untold = group.stream().allMatch(k -> isAbsent(error, k));
              return fit(sigma, error, untold ? every : group, limit);
            });
    return new ConfidenceCalibration(curves.a(), curves.b(), limit, normaliser, sigma.size());
  }

  /** {@return whether the truth of keypoint {@code k} is in none of the faces} */
  public static boolean isAbsent(List<double[]> error, int k) {
    return error.stream().allMatch(e -> Double.isNaN(e[k]));
  }

  private static LogisticCurve fit(
      List<double[]> sigma, List<double[]> error, List<Integer> group, double limit) {
    double[] deviation = new double[sigma.size() * group.size()];
    boolean[] hit = new boolean[deviation.length];
    int n = 0;
    for (int i = 0; i < sigma.size(); i++) {
      for (int k : group) {
        if (!Double.isNaN(error.get(i)[k])) { // absent
          deviation[n] = sigma.get(i)[k];
          hit[n] = error.get(i)[k] <= limit;
          n++;
        }
      }
    }
    if (n == 0) {
      throw new IllegalArgumentException(
          "a confidence calibration needs the truth of keypoints in some face, got none");
    }
    return LogisticCurve.of(Arrays.copyOf(deviation, n), Arrays.copyOf(hit, n));
  }

  /**
   * {@return the calibration in a weight file's metadata; empty if it has none}
   *
   * @param keypoints K, how many keypoints the detector finds
   * @param file names the file in messages
   * @throws IOException if it is invalid, or has another number of keypoints
   */
  public static Optional<ConfidenceCalibration> of(
      Map<String, String> metadata, int keypoints, String file) throws IOException {
    return PointCurves.read(
        metadata,
        KEY,
        ConfidenceCalibration.class,
        "confidence calibration",
        read -> read.a.size(),
        keypoints,
        file);
  }

  /**
   * {@return the estimated probability, 0 to 1, that a point's error is at most {@link #limit()}}
   *
   * @param k position of the keypoint in the detector's output, from 0
   * @param sigma its standard deviation, a fraction of the input's sides, at least 0
   */
  public double confidence(int k, double sigma) {
    return new LogisticCurve(a.get(k), b.get(k)).at(sigma);
  }

  /**
   * {@return the confidence in each keypoint, 0 to 1}
   *
   * @param deviations the keypoints' standard deviations, {@code [K]}, as {@link #confidence} takes
   *     them
   */
  public List<Double> confidences(float[] deviations) {
    List<Double> all = new ArrayList<>();
    for (int k = 0; k < deviations.length; k++) {
      all.add(confidence(k, deviations[k]));
    }
    return all;
  }

  /** {@return the calibration as JSON, for the metadata} */
  public String toJson() {
    return PointCurves.json(this);
  }
}
