package kpnative.label;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import kpnative.geometry.Box;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.PointState;

/**
 * The points of one face, in the schema's order.
 *
 * @param points all of the schema's, absent ones too
 */
record LabelFace(List<LabelPoint> points) {
  private static final int REVISION_BYTES = 8;
  private static final int POINT_BYTES = 2 * Double.BYTES + 1;

  LabelFace {
    points = List.copyOf(points);
  }

  /**
   * {@return the face with these keypoints}
   *
   * @param states what is said of each; empty where nothing is
   */
  static LabelFace of(Keypoints keypoints, List<PointState> states) {
    List<LabelPoint> points = new ArrayList<>();
    for (int k = 0; k < keypoints.count(); k++) {
      PointState said = states.isEmpty() ? PointState.UNKNOWN : states.get(k);
      points.add(
          keypoints.isPresent(k)
              ? new LabelPoint(keypoints.x(k), keypoints.y(k), said)
              : LabelPoint.ABSENT);
    }
    return new LabelFace(points);
  }

  /** {@return what a writer has to have seen to replace this face: another for other points} */
  /* Of the content, so that a change by another process or an editor is one too. */
  String revision() {
    ByteBuffer all = ByteBuffer.allocate(points.size() * POINT_BYTES);
    for (LabelPoint point : points) {
      all.putDouble(point.x()).putDouble(point.y()).put((byte) point.state().ordinal());
    }
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.array());
      return HexFormat.of().formatHex(hash, 0, REVISION_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** {@return the box around the points that have a place; empty if they span none} */
  Optional<Box> extent() {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (LabelPoint point : points) {
      if (point.isPresent()) {
        left = Math.min(left, point.x());
        right = Math.max(right, point.x());
        top = Math.min(top, point.y());
        bottom = Math.max(bottom, point.y());
      }
    }
    return right > left && bottom > top
        ? Optional.of(new Box(left, top, right, bottom))
        : Optional.empty();
  }
}
