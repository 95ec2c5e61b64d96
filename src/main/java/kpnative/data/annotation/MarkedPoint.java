package kpnative.data.annotation;

import java.util.List;
import java.util.stream.DoubleStream;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.PointState;

/**
 * One point of a face as a file has it.
 *
 * @param x pixels, a whole number at a pixel's centre; NaN exactly where the point is absent
 * @param y as {@code x}
 * @param state what the file says of it
 */
public record MarkedPoint(double x, double y, PointState state) {
  /** A point without a place. */
  public static final MarkedPoint ABSENT =
      new MarkedPoint(Double.NaN, Double.NaN, PointState.ABSENT);

  /** Rejects a place that is none, and an absent point that has one. */
  public MarkedPoint {
    boolean placed = Double.isFinite(x) && Double.isFinite(y);
    boolean absent = Double.isNaN(x) && Double.isNaN(y) && state == PointState.ABSENT;
    if (!absent && (!placed || state == PointState.ABSENT)) {
      throw new IllegalArgumentException("a point at " + x + ", " + y + " cannot be " + state);
    }
  }

  /** {@return a point of which nothing is known but its place} */
  public static MarkedPoint at(double x, double y) {
    return new MarkedPoint(x, y, PointState.UNKNOWN);
  }

  /** {@return whether the point has a place} */
  public boolean isPresent() {
    return state != PointState.ABSENT;
  }

  /** {@return the places of points, of at least one} */
  public static Keypoints places(List<MarkedPoint> points) {
    return Keypoints.partial(
        points.stream().flatMapToDouble(p -> DoubleStream.of(p.x, p.y)).toArray());
  }
}
