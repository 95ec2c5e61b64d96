package kpnative.data.painted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.List;
import kpnative.geometry.Point;
import org.junit.jupiter.api.Test;

class SyntheticCurveTest {
  private static final List<Point> POINTS =
      List.of(new Point(0, 0), new Point(4, 1), new Point(6, 5), new Point(3, 8));

  @Test
  void curvePassesThroughItsPoints() {
    for (SyntheticCurve curve :
        List.of(SyntheticCurve.open(POINTS), SyntheticCurve.closed(POINTS))) {
      for (int i = 0; i < POINTS.size(); i++) {
        assertThat(curve.at(i).distanceTo(POINTS.get(i))).isCloseTo(0, within(1e-12));
      }
    }
  }

  @Test
  void closedCurveEndsWhereItBegins() {
    SyntheticCurve curve = SyntheticCurve.closed(POINTS);
    assertThat(curve.at(curve.end()).distanceTo(POINTS.get(0))).isCloseTo(0, within(1e-12));
  }

  @Test
  void placesBetweenThePointsLieOnThePaintedPath() {
    SyntheticCurve curve = SyntheticCurve.closed(POINTS);
    Path2D.Double path = curve.path(0, 4);
    for (double t = 0.1; t < 4; t += 0.2) {
      assertThat(distance(path, curve.at(t))).as("parameter %s", t).isLessThan(0.01);
    }
  }

  @Test
  void straightRowStaysStraight() {
    SyntheticCurve curve =
        SyntheticCurve.open(List.of(new Point(0, 2), new Point(1, 2), new Point(2, 2)));
    assertThat(curve.at(0.7).y()).isCloseTo(2, within(1e-12));
  }

  /** {@return the distance of {@code p} from the flattened path} */
  private static double distance(Path2D.Double path, Point p) {
    double best = Double.POSITIVE_INFINITY;
    double[] c = new double[6];
    double lastX = 0;
    double lastY = 0;
    for (PathIterator it = path.getPathIterator(null, 1e-4); !it.isDone(); it.next()) {
      int kind = it.currentSegment(c);
      if (kind == PathIterator.SEG_LINETO) {
        best = Math.min(best, Line2D.ptSegDist(lastX, lastY, c[0], c[1], p.x(), p.y()));
      }
      if (kind != PathIterator.SEG_CLOSE) {
        lastX = c[0];
        lastY = c[1];
      }
    }
    return best;
  }
}
