package kpnative.hide;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.infer.Face;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.MeanFacePoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaceHidingTest {
  private static final int SIDE = 320;

  /** Noise, so that a pixel that stays is seen. */
  private static BufferedImage noise() {
    SplittableRandom random = new SplittableRandom(7);
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        picture.setRGB(x, y, random.nextInt(1, 1 << 24));
      }
    }
    return picture;
  }

  private static Face face(Keypoints points, KeypointSchema schema) {
    List<Integer> indices = IntStream.range(0, points.count()).boxed().toList();
    return new Face(points.extent(), points, List.of(), 0.9, 0.01, schema, indices);
  }

  /** The mean head from the front, 7 pixels a cm, turned clockwise. */
  private static Face head(double x, double y, double radians) {
    double[] xy = new double[2 * 68];
    for (int k = 0; k < 68; k++) {
      xy[2 * k] = x + 7 * MeanFacePoints.x(k);
      xy[2 * k + 1] = y - 7 * MeanFacePoints.y(k);
    }
    return face(
        Keypoints.of(xy).map(Warp.rotation(radians, new Point(x, y))), KeypointSchema.IBUG68);
  }

  private static boolean isHidden(BufferedImage hidden, BufferedImage before, Point p) {
    int x = (int) Math.round(p.x());
    int y = (int) Math.round(p.y());
    return hidden.getRGB(x, y) != before.getRGB(x, y);
  }

  @ParameterizedTest
  @EnumSource
  void allKeypointsTheForeheadAndTheEarsAreHiddenHoweverTheHeadLies(FaceHiding how) {
    BufferedImage before = noise();
    for (double radians : new double[] {0, 0.6, -1.5, 3}) {
      Face face = head(160, 160, radians);
      BufferedImage after = how.hide(before, List.of(face), List.of());
      for (int k = 0; k < 68; k++) {
        assertThat(isHidden(after, before, face.keypoints().point(k))).isTrue();
      }
      Warp turn = Warp.rotation(radians, new Point(160, 160));
      for (Point p : List.of(new Point(160, 95), new Point(103, 165), new Point(217, 165))) {
        assertThat(isHidden(after, before, turn.map(p))).as("%s, %f", p, radians).isTrue();
      }
      assertThat(isHidden(after, before, new Point(5, 5))).isFalse();
    }
  }

  @Test
  void fillLeavesNothingAndPixelsFewColours() {
    BufferedImage before = noise();
    Face face = head(160, 160, 0);
    BufferedImage filled = FaceHiding.FILL.hide(before, List.of(face), List.of());
    BufferedImage squares = FaceHiding.PIXELATE.hide(before, List.of(face), List.of());
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        if ((filled.getRGB(x, y) & 0xffffff) == 0) { // noise is never black
          colours.add(squares.getRGB(x, y));
        }
      }
    }
    assertThat(colours.size()).isBetween(20, 70);
  }

  @Test
  void aBlurHasNoMoreDetailThanItsCells() {
    BufferedImage before = noise();
    BufferedImage after = FaceHiding.BLUR.hide(before, List.of(head(160, 160, 0)), List.of());
    int largest = 0;
    for (int x = 120; x < 200; x++) { // neighbours inside the head
      int a = after.getRGB(x, 160);
      int b = after.getRGB(x + 1, 160);
      largest = Math.max(largest, Math.abs((a >> 8 & 0xff) - (b >> 8 & 0xff)));
    }
    assertThat(largest).isLessThan(6);
  }

  @Test
  void aDoubtfulBoxIsHiddenWithWhatIsAroundIt() {
    BufferedImage before = noise();
    Box box = new Box(100, 100, 150, 160);
    BufferedImage after = FaceHiding.FILL.hide(before, List.of(), List.of(box));

    assertThat(isHidden(after, before, new Point(101, 101))).isTrue();
    assertThat(isHidden(after, before, new Point(125, 80))).isTrue();
    assertThat(isHidden(after, before, new Point(250, 250))).isFalse();
  }

  @Test
  void aFaceWithoutAPoseIsHiddenAsACircleAboutItsPoints() {
    BufferedImage before = noise();
    Keypoints five = Keypoints.of(140, 140, 180, 140, 160, 165, 145, 185, 175, 185);
    BufferedImage after =
        FaceHiding.FILL.hide(before, List.of(face(five, KeypointSchema.ofCount(5))), List.of());
    for (int k = 0; k < 5; k++) {
      assertThat(isHidden(after, before, five.point(k))).isTrue();
    }
    assertThat(isHidden(after, before, new Point(160, 125))).isTrue();
  }

  @Test
  void aHeadPartlyOrWhollyOutsideThePictureIsNoError() {
    BufferedImage before = noise();
    BufferedImage after =
        FaceHiding.BLUR.hide(
            before, List.of(head(0, 10, 0), head(-500, -500, 0), head(319, 319, 1)), List.of());

    assertThat(isHidden(after, before, new Point(5, 5))).isTrue();
    assertThat(isHidden(after, before, new Point(160, 160))).isFalse();
  }
}
