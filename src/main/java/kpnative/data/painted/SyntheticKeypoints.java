package kpnative.data.painted;

import java.util.ArrayList;
import java.util.List;
import kpnative.geometry.Point;
import kpnative.keypoints.Keypoints;

/**
 * The keypoints of a data set as points on a synthetic face's curves, in the data set's order.
 *
 * @param shape the curves
 */
record SyntheticKeypoints(SyntheticShape shape) {
  /** {@return iBUG's 68 or IMM's 58 points} */
  Keypoints ofCount(int count) {
    return count == 68 ? ibug68() : imm58();
  }

  private Keypoints ibug68() {
    List<Point> p = new ArrayList<>();
    add(p, shape.outline, 0, 1, 17);
    add(p, shape.leftBrow, 0, 1, 5);
    add(p, shape.rightBrow, 4, -1, 5);
    add(p, shape.ridge, 0, 1, 4);
    add(p, shape.nose, 4, 1, 5);
    double o = -0.4;
    double i = 0.32;
    p.addAll(List.of(shape.leftEye.at(-1, 0), shape.leftEye.onUpper(o), shape.leftEye.onUpper(i)));
    p.addAll(List.of(shape.leftEye.at(1, 0), shape.leftEye.onLower(i), shape.leftEye.onLower(o)));
    p.addAll(
        List.of(shape.rightEye.at(1, 0), shape.rightEye.onUpper(i), shape.rightEye.onUpper(o)));
    p.addAll(
        List.of(shape.rightEye.at(-1, 0), shape.rightEye.onLower(o), shape.rightEye.onLower(i)));
    add(p, shape.upperLip, 0, 1, 7);
    add(p, shape.lowerLip, 1, 1, 5);
    add(p, shape.upperInner, 0, 1, 5);
    add(p, shape.lowerInner, 1, 1, 3);
    return keypoints(p);
  }

  private Keypoints imm58() {
    List<Point> p = new ArrayList<>();
    add(p, shape.outline, 2.5, 11.0 / 12, 13); // IMM's jaw begins below the ears
    for (SyntheticEye eye : List.of(shape.rightEye, shape.leftEye)) {
      for (double u = -1; u <= 1; u += 0.5) {
        p.add(eye.onUpper(u));
      }
      for (double u = 0.5; u >= -0.5; u -= 0.5) {
        p.add(eye.onLower(u));
      }
    }
    add(p, shape.rightBrow, 4, -1, 5);
    add(p, shape.leftBrow, 4, -1, 5);
    add(p, shape.upperLip, 0, 6, 1);
    add(p, shape.upperLip, 2, 1, 3);
    add(p, shape.lowerLip, 0, 1.5, 4);
    for (int i : new int[] {0, 1, 2, 3, 5, 6, 7, 9, 10, 11, 12}) {
      p.add(shape.nose.at(i));
    }
    return keypoints(p);
  }

  private static void add(List<Point> to, SyntheticCurve c, double first, double step, int n) {
    for (int i = 0; i < n; i++) {
      to.add(c.at(first + i * step));
    }
  }

  private static Keypoints keypoints(List<Point> points) {
    double[] xy = new double[2 * points.size()];
    for (int i = 0; i < points.size(); i++) {
      xy[2 * i] = points.get(i).x();
      xy[2 * i + 1] = points.get(i).y();
    }
    return Keypoints.of(xy);
  }
}
