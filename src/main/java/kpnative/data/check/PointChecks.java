package kpnative.data.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kpnative.data.AnnotatedFace;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;
import kpnative.text.Counted;

/** Checks of one face's keypoints alone. */
final class PointChecks {
  private static final double SMALLEST_EXTENT = 8; // pixels; anything smaller is no usable face

  /**
   * The ratio of the standard deviations across and along the main axis below which it is a line.
   */
  private static final double THINNEST = 0.02;

  /** In whole pixels, three or four keypoints of a small face may coincide; five do not. */
  private static final int AT_ONE_PLACE = 5;

  /** Pixels; allows for rounding and for formats that count from 1. */
  private static final double ON_THE_EDGE = 1;

  private PointChecks() {}

  /** {@return a finding if keypoints were not annotated} */
  static Optional<Finding> missing(AnnotatedFace face) {
    Keypoints k = face.keypoints();
    Map<Point, Integer> places = new HashMap<>();
    for (int i = 0; i < k.count(); i++) {
      if (k.isPresent(i)) { // who leaves a point out says so
        places.merge(k.point(i), 1, Integer::sum);
      }
    }
    Set<Integer> missing = new HashSet<>();
    for (int i = 0; i < k.count(); i++) {
      if (isUnset(k.point(i)) || places.getOrDefault(k.point(i), 0) >= AT_ONE_PLACE) {
        missing.add(i);
      }
    }
    if (missing.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> indices = missing.stream().sorted().toList();
    return Optional.of(
        Finding.of(
            Kind.MISSING,
            indices.size(),
            Counted.of(indices.size(), "keypoint")
                + " at (0, 0) or at one place: "
                + shown(indices),
            face));
  }

  /** Files write 0 or -1 for a missing value; readers of formats that count from 1 subtract 1. */
  private static boolean isUnset(Point p) {
    return p.x() == p.y() && (p.x() == 0 || p.x() == -1 || p.x() == -2);
  }

  /** {@return a finding if the keypoints lie on a line, at one place or within a few pixels} */
  static Optional<Finding> degenerate(AnnotatedFace face) {
    Optional<Keypoints> present = face.keypoints().present();
    if (present.isEmpty() || present.get().count() < 3) {
      return Optional.empty();
    }
    Keypoints k = present.get();
    double[] deviations = deviations(k);
    double extent = extent(k);
    if (extent < SMALLEST_EXTENT) {
      return Optional.of(
          Finding.of(Kind.DEGENERATE, extent, decimals(extent) + " pixels from end to end", face));
    }
    return deviations[1] < THINNEST * deviations[0]
        ? Optional.of(
            Finding.of(
                Kind.DEGENERATE,
                deviations[1],
                "all keypoints on a line, within " + decimals(deviations[1]) + " pixels",
                face))
        : Optional.empty();
  }

  /** {@return a finding if keypoints are outside the picture} */
  static Optional<Finding> outside(AnnotatedFace face, Size picture) {
    Box area = Box.ofPicture(picture);
    Keypoints k = face.keypoints();
    List<Integer> outside = new ArrayList<>();
    double farthest = 0;
    for (int i = 0; i < k.count(); i++) {
      if (!k.isPresent(i)) {
        continue;
      }
      double dx = Math.max(area.left() - k.x(i), k.x(i) - area.right());
      double dy = Math.max(area.top() - k.y(i), k.y(i) - area.bottom());
      double distance = Math.hypot(Math.max(0, dx), Math.max(0, dy));
      if (distance > ON_THE_EDGE) {
        outside.add(i);
      }
      farthest = Math.max(farthest, distance);
    }
    if (outside.isEmpty()) {
      return Optional.empty();
    }
    String text =
        String.format(
            Locale.ROOT,
            "%s outside the %s picture, up to %s pixels: %s",
            Counted.of(outside.size(), "keypoint"),
            picture,
            decimals(farthest),
            shown(outside));
    return Optional.of(Finding.of(Kind.OUTSIDE, farthest, text, face));
  }

  /** The standard deviations along the points' principal axis and across it, pixels. */
  private static double[] deviations(Keypoints k) {
    int n = k.count();
    double mx = 0;
    double my = 0;
    for (int i = 0; i < n; i++) {
      mx += k.x(i) / n;
      my += k.y(i) / n;
    }
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      double x = k.x(i) - mx;
      double y = k.y(i) - my;
      xx += x * x / n;
      xy += x * y / n;
      yy += y * y / n;
    }
    double half = (xx + yy) / 2;
    double root = Math.hypot((xx - yy) / 2, xy);
    return new double[] {Math.sqrt(half + root), Math.sqrt(Math.max(0, half - root))};
  }

  private static double extent(Keypoints k) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < k.count(); i++) {
      left = Math.min(left, k.x(i));
      right = Math.max(right, k.x(i));
      top = Math.min(top, k.y(i));
      bottom = Math.max(bottom, k.y(i));
    }
    return Math.max(right - left, bottom - top);
  }

  private static String shown(List<Integer> indices) {
    int most = 8;
    String list =
        String.join(", ", indices.stream().limit(most).map(i -> Integer.toString(i)).toList());
    return indices.size() > most ? list + ", ..." : list;
  }

  private static String decimals(double pixels) {
    return String.format(Locale.ROOT, "%.1f", pixels);
  }
}
