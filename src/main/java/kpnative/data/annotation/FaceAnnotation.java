package kpnative.data.annotation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;

/**
 * One face of a picture. Immutable.
 *
 * @param layout the index of its layout in the set
 * @param points in the layout's order, K of them
 * @param box the face's box, picture's frame; empty where the file has none
 * @param id what the file calls this face among the picture's: DeepLabCut's individual, dlib's
 *     label; empty where it does not
 * @param score how sure a detector was of it; empty for what a person marked
 * @param origin file and place of the annotation, for messages
 */
public record FaceAnnotation(
    int layout,
    List<MarkedPoint> points,
    Optional<Box> box,
    Optional<String> id,
    OptionalDouble score,
    String origin) {
  /** Copies the points. */
  public FaceAnnotation {
    points = List.copyOf(points);
  }

  /** A face that a person marked, without more than points. */
  public FaceAnnotation(int layout, List<MarkedPoint> points, String origin) {
    this(layout, points, Optional.empty(), Optional.empty(), OptionalDouble.empty(), origin);
  }

  /** {@return the number of points that have a place} */
  public int presentCount() {
    return (int) points.stream().filter(MarkedPoint::isPresent).count();
  }

  /** {@return this face with other points} */
  public FaceAnnotation withPoints(List<MarkedPoint> other) {
    return new FaceAnnotation(layout, other, box, id, score, origin);
  }

  /** {@return this face mapped by a warp that turns by quarters or mirrors} */
  public FaceAnnotation turned(Warp warp) {
    List<MarkedPoint> mapped = new ArrayList<>();
    for (MarkedPoint p : points) {
      Point at = p.isPresent() ? warp.map(new Point(p.x(), p.y())) : new Point(p.x(), p.y());
      mapped.add(new MarkedPoint(at.x(), at.y(), p.state()));
    }
    return withPoints(mapped).withBox(box.map(warp::turned));
  }

  /** {@return this face with another box, or none} */
  public FaceAnnotation withBox(Optional<Box> other) {
    return new FaceAnnotation(layout, points, other, id, score, origin);
  }

  /** {@return this face with another name, or none} */
  public FaceAnnotation withId(Optional<String> other) {
    return new FaceAnnotation(layout, points, box, other, score, origin);
  }

  /** {@return this face of another layout} */
  public FaceAnnotation withLayout(int other) {
    return new FaceAnnotation(other, points, box, id, score, origin);
  }

  /** {@return this face without a score} */
  public FaceAnnotation withoutScore() {
    return new FaceAnnotation(layout, points, box, id, OptionalDouble.empty(), origin);
  }

  /** {@return the box around the points that have a place, at least a pixel wide and high} */
  public Optional<Box> extent() {
    List<MarkedPoint> present = points.stream().filter(MarkedPoint::isPresent).toList();
    if (present.isEmpty()) {
      return Optional.empty();
    }
    double left = present.stream().mapToDouble(MarkedPoint::x).min().orElseThrow();
    double right = present.stream().mapToDouble(MarkedPoint::x).max().orElseThrow();
    double top = present.stream().mapToDouble(MarkedPoint::y).min().orElseThrow();
    double bottom = present.stream().mapToDouble(MarkedPoint::y).max().orElseThrow();
    double x = right - left < 1 ? 0.5 : 0;
    double y = bottom - top < 1 ? 0.5 : 0;
    return Optional.of(new Box(left - x, top - y, right + x, bottom + y));
  }
}
