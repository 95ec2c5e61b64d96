package kpnative.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A calibrated visibility: maps the logit that a network outputs for a keypoint to the estimated
 * probability that the point can be seen. Weights without one say nothing about visibility: either
 * the network has no such output, or nothing taught it. Immutable.
 *
 * <p>The probability of keypoint k is {@code 1 / (1 + exp(-(a[k] + b[k] * logit)))}. It holds where
 * about as many points are hidden as in the faces that it was fitted on. The keypoints of one part
 * of the face share a curve, as in {@link ConfidenceCalibration}.
 *
 * @param a for each keypoint, the offset
 * @param b for each keypoint, the factor on the logit
 * @param faces how many faces it was fitted on
 * @param hidden the share of their points, 0 to 1, that was hidden
 */
public record VisibilityCalibration(List<Double> a, List<Double> b, int faces, double hidden) {
  /** The key of the calibration, as JSON, in a weight file's metadata. */
  public static final String KEY = "kpnative.visibility";

  /** Rejects coefficients that are too large or of different counts. */
  public VisibilityCalibration {
    PointCurves curves = PointCurves.checked("a visibility calibration", a, b);
    a = curves.a();
    b = curves.b();
    if (faces < 1 || !(hidden >= 0 && hidden <= 1)) {
      throw new IllegalArgumentException(
          "a visibility calibration needs 1 face or more and a share of 0 to 1, got "
              + (faces + " and " + hidden));
    }
  }

  /**
   * One keypoint of one face.
   *
   * @param keypoint its position in the detector's output, from 0
   * @param logit the network's output
   * @param visible whether it can be seen
   */
  public record Point(int keypoint, double logit, boolean visible) {}

  /**
   * {@return the calibration fitted to these points}
   *
   * @param count K, how many keypoints the detector finds
   * @param faces how many faces the points are of
   * @param points at least one
   * @param groups keypoints that share a curve, as positions from 0 to K - 1; all others share one
   */
  public static VisibilityCalibration of(
      int count, int faces, List<Point> points, List<List<Integer>> groups) {
    PointCurves curves =
        PointCurves.of(
            count,
            groups,
            group -> {
              List<Point> own = points.stream().filter(p -> group.contains(p.keypoint)).toList();
              return curve(own.isEmpty() ? points : own);
            });
    double hidden = points.stream().filter(p -> !p.visible).count() / (double) points.size();
    return new VisibilityCalibration(curves.a(), curves.b(), faces, hidden);
  }

  private static LogisticCurve curve(List<Point> points) {
    double[] logits = points.stream().mapToDouble(Point::logit).toArray();
    boolean[] visible = new boolean[logits.length];
    for (int i = 0; i < visible.length; i++) {
      visible[i] = points.get(i).visible;
    }
    return LogisticCurve.ofNumbers(logits, visible);
  }

  /**
   * {@return the calibration in a weight file's metadata; empty if it has none}
   *
   * @param keypoints K, how many keypoints the detector finds
   * @param file names the file in messages
   * @throws IOException if it is invalid, or has another number of keypoints
   */
  public static Optional<VisibilityCalibration> of(
      Map<String, String> metadata, int keypoints, String file) throws IOException {
    return PointCurves.read(
        metadata,
        KEY,
        VisibilityCalibration.class,
        "visibility calibration",
        read -> read.a.size(),
        keypoints,
        file);
  }

  /** {@return the estimated probability, 0 to 1, that keypoint {@code k} can be seen} */
  public double probability(int k, double logit) {
    return new LogisticCurve(a.get(k), b.get(k)).probability(logit);
  }

  /**
   * {@return the probability, 0 to 1, of each keypoint's being visible}
   *
   * @param logits the network's output, {@code [K]}
   */
  public List<Double> probabilities(float[] logits) {
    List<Double> all = new ArrayList<>();
    for (int k = 0; k < logits.length; k++) {
      all.add(probability(k, logits[k]));
    }
    return all;
  }

  /** {@return the calibration as JSON, for the metadata} */
  public String toJson() {
    return PointCurves.json(this);
  }
}
