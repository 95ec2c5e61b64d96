package kpnative.track;

import java.util.function.Supplier;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.infer.Face;
import kpnative.keypoints.Keypoints;
import org.jspecify.annotations.Nullable;

/** One face along the frames, as it was last seen and as it moves. Not thread-safe. */
final class Track {
  /**
   * A motion of less than this from frame to frame, in face sizes, is not foreseen: the detector
   * finds the face all the same, and noise of the motion would be noise of its box.
   */
  private static final double LEAST_STEP = 0.05;

  /** How much of a newly measured velocity counts. */
  private static final double NEW_VELOCITY = 0.6;

  /** Unseen, a motion fades: after this time, in seconds, it has 1/e of its speed. */
  private static final double FADING = 1;

  private final int id;
  private Face face;
  private double seen;
  private double checked; // when its disagreement was measured last
  private double vx; // of the middle, pixels a second
  private double vy;
  private boolean lost;
  private @Nullable OneEuroFilter filter;

  Track(int id, Face face, double seconds) {
    this.id = id;
    this.face = face;
    this.seen = seconds;
    this.checked = seconds; // a search checks what it finds
  }

  int id() {
    return id;
  }

  Face face() {
    return face;
  }

  boolean isLost() {
    return lost;
  }

  void lose() {
    lost = true;
  }

  /** {@return when it was last seen, seconds} */
  double seen() {
    return seen;
  }

  /** {@return when its disagreement was measured last, seconds} */
  double checkedAt() {
    return checked;
  }

  /** {@return the face's size as last seen, pixels} */
  double size() {
    return size(face.extent());
  }

  static double size(Box box) {
    return Math.sqrt(box.width() * box.height());
  }

  /** {@return where its middle was last seen} */
  Point middle() {
    return face.extent().center();
  }

  /** {@return how far it should have moved since it was last seen, pixels} */
  Point motion(double seconds) {
    double time = FADING * (1 - Math.exp((seen - seconds) / FADING));
    boolean still = Math.hypot(vx, vy) * time < LEAST_STEP * size();
    return still ? new Point(0, 0) : new Point(vx * time, vy * time);
  }

  /** {@return the face as last seen, moved to where it should be} */
  Face expected(double seconds) {
    Point moved = motion(seconds);
    if (moved.x() == 0 && moved.y() == 0) {
      return face;
    }
    Box box = face.box();
    Keypoints points = face.keypoints().map(Warp.translation(moved.x(), moved.y()));
    return new Face(
        new Box(
            box.left() + moved.x(),
            box.top() + moved.y(),
            box.right() + moved.x(),
            box.bottom() + moved.y()),
        points,
        face.confidences(),
        face.visibilities(),
        face.score(),
        face.disagreement(),
        face.schema(),
        face.indices());
  }

  /**
   * Takes what was found of it.
   *
   * @param seconds this frame's time
   * @param before that of the frame before
   * @param measured whether its disagreement was measured in this frame
   */
  void see(Face now, double seconds, double before, boolean measured) {
    double time = seconds - seen;
    if (time > 0) {
      Point from = middle();
      Point to = now.extent().center();
      double share = lost ? 1 : NEW_VELOCITY; // after a gap the old one says nothing
      vx += share * ((to.x() - from.x()) / time - vx);
      vy += share * ((to.y() - from.y()) / time - vy);
    }
    if (seen != before) {
      filter = null; // a gap is not motion
    }
    face = now;
    seen = seconds;
    checked = measured ? seconds : checked;
    lost = false;
  }

  /** {@return the face in this frame} */
  TrackedFace tracked(@Nullable Supplier<OneEuroFilter> filters) {
    if (filters == null) {
      return new TrackedFace(id, face, face.keypoints());
    }
    OneEuroFilter own = filter == null ? filters.get() : filter;
    filter = own;
    return new TrackedFace(id, face, own.filter(face.keypoints(), seen));
  }
}
