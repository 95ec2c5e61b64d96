package kpnative.chip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.MeanFacePoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChipShapeTest {
  /** The mean head from the front, 10 pixels a cm, at (300, 200), turned clockwise. */
  private static Keypoints face(double radians) {
    double[] xy = new double[2 * 68];
    for (int k = 0; k < 68; k++) {
      xy[2 * k] = 300 + 10 * MeanFacePoints.x(k);
      xy[2 * k + 1] = 200 - 10 * MeanFacePoints.y(k);
    }
    return Keypoints.of(xy).map(Warp.rotation(radians, new Point(300, 200)));
  }

  @ParameterizedTest
  @EnumSource
  void aFaceIsUprightAndAtTheSamePlaceHoweverItLiesInThePhoto(ChipTemplate template) {
    ChipShape shape = new ChipShape(template, 100, 0);
    Warp straight = shape.warp(face(0)).orElseThrow();
    for (double radians : new double[] {0.4, -1.2, Math.PI}) {
      Keypoints turned = face(radians);
      Warp warp = shape.warp(turned).orElseThrow();
      for (int k : new int[] {8, 30, 36, 45, 48, 54}) {
        Point expected = straight.map(face(0).point(k));
        assertThat(warp.map(turned.point(k)).distanceTo(expected)).isLessThan(1e-6);
      }
    }
    Point left = straight.map(face(0).point(36));
    Point right = straight.map(face(0).point(45));
    assertThat(left.y()).isCloseTo(right.y(), within(0.5));
    assertThat(left.x() + right.x()).isCloseTo(99, within(3.0)); // in the middle
  }

  @Test
  void arcFacesFivePointsGoWhereTheirNumbersSay() {
    double[] xy = face(0).toArray();
    double[] places = {
      38.2946, 51.6963, 73.5318, 51.5014, 56.0252, 71.7366, 41.5493, 92.3655, 70.7299, 92.2041
    };
    for (int i = 0; i < 5; i++) { // doubled and shifted: a similarity undoes it exactly
      int from = new int[] {36, 42, 30, 48, 54}[i];
      int to = new int[] {42, 48, 31, 49, 55}[i];
      for (int k = from; k < to; k++) {
        xy[2 * k] = 2 * places[2 * i] + 40;
        xy[2 * k + 1] = 2 * places[2 * i + 1] - 7;
      }
    }
    Warp warp = ChipShape.ARCFACE.warp(Keypoints.of(xy)).orElseThrow();

    for (int i = 0; i < 5; i++) {
      Point p = warp.map(new Point(2 * places[2 * i] + 40, 2 * places[2 * i + 1] - 7));
      assertThat(p.distanceTo(new Point(places[2 * i], places[2 * i + 1]))).isLessThan(1e-6);
    }
  }

  @Test
  void dlibsMeanFaceGoesToItsPlaces() {
    double[] places = DlibMeanFace.places(150, 0.25);
    double[] xy = new double[2 * 68];
    for (int i = 0; i < DlibMeanFace.POINTS.length; i++) {
      xy[2 * DlibMeanFace.POINTS[i]] = 3 * places[2 * i];
      xy[2 * DlibMeanFace.POINTS[i] + 1] = 3 * places[2 * i + 1];
    }
    Warp warp = ChipShape.DLIB.warp(Keypoints.of(xy)).orElseThrow();

    assertThat(warp.map(new Point(300, 150)).distanceTo(new Point(100, 50))).isLessThan(1e-6);
  }

  @Test
  void aMarginShowsMoreAndTheMiddleStays() {
    Warp plain = ChipShape.ARCFACE.warp(face(0)).orElseThrow();
    Warp wide = ChipShape.ARCFACE.withMargin(0.5).warp(face(0)).orElseThrow();
    Point middle = plain.inverse().map(new Point(55.5, 55.5));

    assertThat(wide.map(middle).distanceTo(new Point(55.5, 55.5))).isLessThan(1e-6);
    assertThat(wide.scaleAt(middle)).isCloseTo(plain.scaleAt(middle) / 2, within(1e-9));
  }

  @Test
  void twiceThePixelsMapEdgesOntoEdges() {
    Warp plain = ChipShape.ARCFACE.warp(face(0)).orElseThrow();
    Warp large = ChipShape.ARCFACE.withSize(224).warp(face(0)).orElseThrow();
    Point corner = plain.inverse().map(new Point(-0.5, -0.5));

    assertThat(large.map(corner).distanceTo(new Point(-0.5, -0.5))).isLessThan(1e-6);
  }

  @ParameterizedTest
  @EnumSource
  void absentPointsAndPointsInOnePlaceGiveNoChip(ChipTemplate template) {
    double[] xy = face(0).toArray();
    Arrays.fill(xy, 2 * 54, 2 * 55, Double.NaN); // a corner of the mouth
    ChipShape shape = new ChipShape(template, 100, 0);

    assertThat(shape.warp(Keypoints.partial(xy))).isEmpty();
    assertThat(shape.warp(Keypoints.of(new double[2 * 68]))).isEmpty();
  }

  @Test
  void sizesAndMarginsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> ChipShape.DLIB.withSize(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("got 0");
    assertThatThrownBy(() -> ChipShape.DLIB.withMargin(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
