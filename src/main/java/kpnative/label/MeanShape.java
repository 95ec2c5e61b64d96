package kpnative.label;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kpnative.geometry.Box;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.MeanFacePoints;
import kpnative.keypoints.PointState;

/** Where the points of a face are on average, to be moved from there. */
final class MeanShape {
  private static final int MOST_FACES = 200; // enough for a mean
  private static final double GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5)); // of a sunflower's seeds

  private final double[] unit; // x and y alternating, in fractions of the box around the points

  private MeanShape(double[] unit) {
    this.unit = unit;
  }

  /**
   * {@return the mean of a set's labelled faces; where there is none, {@code known}, or what the
   * schema's points are on a mean head, or else points spread evenly}
   *
   * @param known x and y alternating, in fractions of a face's box
   * @throws IOException if the set's file cannot be read
   */
  static MeanShape of(LabelStore store, Optional<double[]> known) throws IOException {
    int count = store.schema().count();
    double[] sum = new double[2 * count];
    int[] present = new int[count];
    int faces = 0;
    for (int p = 0; p < store.pictures().size() && faces < MOST_FACES; p++) {
      for (LabelFace face : readable(store, p)) {
        add(face, sum, present);
        faces++;
      }
    }
    if (Arrays.stream(present).anyMatch(n -> n == 0)) {
      return new MeanShape(known.orElseGet(() -> described(store.schema())));
    }
    for (int i = 0; i < sum.length; i++) {
      sum[i] /= present[i / 2];
    }
    return new MeanShape(sum);
  }

  /** A face that cannot be read is shown as such on its page. */
  private static List<LabelFace> readable(LabelStore store, int picture) {
    try {
      return store.count(picture) > 0 ? store.faces(picture) : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static void add(LabelFace face, double[] sum, int[] present) {
    Optional<Box> extent = face.extent();
    if (extent.isEmpty()) {
      return;
    }
    Box box = extent.get();
    for (int k = 0; k < present.length; k++) {
      LabelPoint point = face.points().get(k);
      if (point.isPresent()) {
        sum[2 * k] += (point.x() - box.left()) / box.width();
        sum[2 * k + 1] += (point.y() - box.top()) / box.height();
        present[k]++;
      }
    }
  }

  private static double[] described(KeypointSchema schema) {
    int count = schema.count();
    double[] all = new double[2 * count];
    for (int k = 0; k < count; k++) {
      double radius = Math.sqrt((k + 0.5) / count);
      all[2 * k] = radius * Math.cos(k * GOLDEN_ANGLE);
      all[2 * k + 1] = radius * Math.sin(k * GOLDEN_ANGLE);
      if (schema.equals(KeypointSchema.IBUG68)) { // x is to the person's left, y up
        all[2 * k] = MeanFacePoints.x(k);
        all[2 * k + 1] = -MeanFacePoints.y(k);
      }
    }
    return fitted(all);
  }

  /** Moves and stretches the points into the unit box. */
  private static double[] fitted(double[] xy) {
    double[] fitted = new double[xy.length];
    for (int axis = 0; axis < 2; axis++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (int i = axis; i < xy.length; i += 2) {
        low = Math.min(low, xy[i]);
        high = Math.max(high, xy[i]);
      }
      for (int i = axis; i < xy.length; i += 2) {
        fitted[i] = high > low ? (xy[i] - low) / (high - low) : 0.5;
      }
    }
    return fitted;
  }

  /** {@return the shape in the box around a face's points} */
  LabelFace in(Box box) {
    List<LabelPoint> points = new ArrayList<>();
    for (int i = 0; i < unit.length; i += 2) {
      points.add(
          new LabelPoint(
              PointsText.rounded(box.left() + unit[i] * box.width()),
              PointsText.rounded(box.top() + unit[i + 1] * box.height()),
              PointState.UNKNOWN));
    }
    return new LabelFace(points);
  }
}
