package kpnative.hide;

import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.infer.Face;
import kpnative.pose.HeadPose;

/*
 * A head is an ellipsoid about the mean head's skull, ears and hair, 19 x 26 x 24 cm, seen as the
 * face's pose has it, together with the face's own keypoints; a tenth is added. Rendered heads of
 * all kinds lie within it but for long hair, beards and hats: docs/guide/chips.md.
 */
/** Where a head is in a picture, generously. In Java2D's frame: whole numbers are pixel corners. */
final class HeadOutline {
  /** The ellipsoid in the frame of the mean head, cm. */
  private static final double[] CENTER = {0, 0.5, -6};

  private static final double[] RADII = {9.5, 13, 12};

  private static final int RINGS = 8;
  private static final int SECTORS = 16;
  private static final double MORE = 1.1;

  /** Of a face whose pose isn't known: the circle about its points reaches this much farther. */
  private static final double UNKNOWN = 1.3;

  /** Of a box that may be a face's: its points would lie within it, the head doesn't. */
  private static final double AROUND_BOX = 1.8;

  private HeadOutline() {}

  /** {@return the outline of a face's head: never less than the hull of its keypoints} */
  static Shape of(Face face) {
    List<Point> points = new ArrayList<>();
    for (int k = 0; k < face.keypoints().count(); k++) {
      if (face.keypoints().isPresent(k)) {
        points.add(face.keypoints().point(k));
      }
    }
    HeadPose pose = face.pose().orElse(null);
    if (pose == null) {
      return around(face, points);
    }
    for (int ring = 0; ring <= RINGS; ring++) {
      double up = Math.PI * ring / RINGS;
      for (int sector = 0; sector < SECTORS; sector++) {
        double about = 2 * Math.PI * sector / SECTORS;
        points.add(
            pose.project(
                CENTER[0] + RADII[0] * Math.sin(up) * Math.cos(about),
                CENTER[1] + RADII[1] * Math.cos(up),
                CENTER[2] + RADII[2] * Math.sin(up) * Math.sin(about)));
      }
    }
    return hull(points, MORE);
  }

  /** {@return the outline of the head in a box that a finder proposed} */
  static Shape of(Box box) {
    Box head = box.scaled(AROUND_BOX);
    return new Rectangle2D.Double(head.left() + 0.5, head.top() + 0.5, head.width(), head.height());
  }

  private static Shape around(Face face, List<Point> points) {
    Box extent = face.extent();
    Point c = extent.center();
    double radius = Math.hypot(extent.width(), extent.height()) / 2 * UNKNOWN;
    Area area =
        new Area(
            new Ellipse2D.Double(
                c.x() + 0.5 - radius, c.y() + 0.5 - radius, 2 * radius, 2 * radius));
    area.add(new Area(of(face.box())));
    area.add(new Area(hull(points, MORE)));
    return area;
  }

  /** {@return the convex hull, grown about its middle; Andrew's monotone chain} */
  private static Shape hull(List<Point> points, double more) {
    List<Point> sorted = new ArrayList<>(points);
    sorted.sort(Comparator.comparingDouble(Point::x).thenComparingDouble(Point::y));
    List<Point> hull = new ArrayList<>();
    for (int side = 0; side < 2; side++) {
      int begin = hull.size();
      for (int i = 0; i < sorted.size(); i++) {
        Point p = sorted.get(side == 0 ? i : sorted.size() - 1 - i);
        while (hull.size() >= begin + 2
            && turn(hull.get(hull.size() - 2), hull.get(hull.size() - 1), p) <= 0) {
          hull.remove(hull.size() - 1);
        }
        hull.add(p);
      }
      hull.remove(hull.size() - 1); // begins the other side
    }
    double x = hull.stream().mapToDouble(Point::x).average().orElse(0);
    double y = hull.stream().mapToDouble(Point::y).average().orElse(0);
    Path2D path = new Path2D.Double();
    for (int i = 0; i < hull.size(); i++) {
      double px = x + more * (hull.get(i).x() - x) + 0.5;
      double py = y + more * (hull.get(i).y() - y) + 0.5;
      if (i == 0) {
        path.moveTo(px, py);
      } else {
        path.lineTo(px, py);
      }
    }
    if (!hull.isEmpty()) {
      path.closePath();
    }
    return path;
  }

  private static double turn(Point a, Point b, Point c) {
    return (b.x() - a.x()) * (c.y() - a.y()) - (b.y() - a.y()) * (c.x() - a.x());
  }
}
