package kpnative.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import kpnative.eval.Prediction;
import kpnative.eval.Reliability;
import kpnative.eval.RocArea;
import kpnative.infer.DetectorSpec;
import kpnative.infer.VisibilityCalibration;
import kpnative.infer.VisibilityCalibration.Point;
import kpnative.keypoints.PointState;

/**
 * The keypoints of evaluated faces of which it is known whether they can be seen, and what the
 * network says.
 *
 * @param faces how many faces have such points
 * @param points all of them
 */
record PointVisibilities(int faces, List<Point> points) {
  /**
   * {@return the points of these predictions}
   *
   * @param logits the network's visibility output of each prediction, {@code [K]}
   * @param assumed whether points of which nobody says anything count as visible
   * @throws IOException if a picture that tells its points' states cannot be read
   */
  static PointVisibilities of(
      DetectorSpec spec, List<Prediction> predictions, List<float[]> logits, boolean assumed)
      throws IOException {
    if (!spec.graph().hasVisibility()) {
      return new PointVisibilities(0, List.of());
    }
    int[] indices = spec.indices();
    List<Point> points = new ArrayList<>();
    int faces = 0;
    for (int i = 0; i < predictions.size(); i++) {
      List<PointState> states = predictions.get(i).face().knownStates();
      int before = points.size();
      for (int k = 0; k < indices.length; k++) {
        PointState state = states.get(indices[k]);
        boolean known = state == PointState.VISIBLE || state == PointState.HIDDEN;
        if (known || (assumed && state == PointState.UNKNOWN)) {
          points.add(new Point(k, logits.get(i)[k], state != PointState.HIDDEN));
        }
      }
      faces += points.size() > before ? 1 : 0;
    }
    return new PointVisibilities(faces, points);
  }

  /** {@return whether there are hidden and visible points, so that anything can be said} */
  boolean areMixed() {
    return points.stream().anyMatch(Point::visible) && points.stream().anyMatch(p -> !p.visible());
  }

  /** {@return the calibration fitted to these points} */
  VisibilityCalibration fitted(DetectorSpec spec) {
    return VisibilityCalibration.of(
        spec.keypoints().size(), faces, points, PointConfidences.groups(spec));
  }

  /** {@return what the visibility is worth; empty if it cannot be said} */
  Optional<VisibilityQuality> quality(Optional<VisibilityCalibration> calibration) {
    if (!areMixed()) {
      return Optional.empty();
    }
    boolean[] visible = new boolean[points.size()];
    for (int i = 0; i < visible.length; i++) {
      visible[i] = points.get(i).visible();
    }
    ToDoubleFunction<Point> score =
        calibration
            .<ToDoubleFunction<Point>>map(c -> p -> c.probability(p.keypoint(), p.logit()))
            .orElse(Point::logit);
    double[] scores = points.stream().mapToDouble(score).toArray();
    int hidden = (int) points.stream().filter(p -> !p.visible()).count();
    return Optional.of(
        new VisibilityQuality(
            RocArea.of(scores, visible),
            hidden,
            points.size() - hidden,
            calibration.map(c -> Reliability.of(scores, visible))));
  }
}
