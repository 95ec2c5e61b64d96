package kpnative.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.Visibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaceOverlayTest {
  private static final int YELLOW = FaceOverlay.PREDICTION.getRGB();
  private static final int CYAN = FaceOverlay.TRUTH.getRGB();
  private static final int BLACK = Color.BLACK.getRGB();

  @Test
  void aPredictionIsADotAroundItsPixelsCentre() {
    BufferedImage out =
        FaceOverlay.of(KeypointSchema.ofCount(1)).draw(black(800, 600), null, at(100, 50));
    assertThat(out.getRGB(100, 50)).isEqualTo(YELLOW);
    assertThat(out.getRGB(120, 50)).isEqualTo(BLACK);
  }

  @Test
  void aTruthIsARingAroundItsPixelsCentre() {
    BufferedImage out =
        FaceOverlay.of(KeypointSchema.ofCount(1)).draw(black(800, 600), at(100, 50), null);
    assertThat(out.getRGB(100, 50)).isEqualTo(BLACK);
    assertThat(mostRight(out, 50)).isBetween(104, 112);
    assertThat(100 - mostLeft(out, 50)).isEqualTo(mostRight(out, 50) - 100);
  }

  @Test
  void aSmallPictureIsEnlargedByAnIntegerFactor() {
    BufferedImage out =
        FaceOverlay.of(KeypointSchema.ofCount(1)).draw(black(100, 80), null, at(10, 20));
    assertThat(out.getWidth()).isEqualTo(600);
    assertThat(out.getHeight()).isEqualTo(480);
    // The centre of pixel (10, 20) is the corner between (62, 122) and (63, 123).
    assertThat(out.getRGB(62, 122)).isEqualTo(YELLOW);
    assertThat(out.getRGB(63, 123)).isEqualTo(YELLOW);
  }

  @Test
  void aLargePictureKeepsItsSize() {
    BufferedImage out =
        FaceOverlay.of(KeypointSchema.ofCount(1)).draw(black(1500, 900), null, at(10, 20));
    assertThat(out.getWidth()).isEqualTo(1500);
  }

  @Test
  void thePictureItselfIsNotChanged() {
    BufferedImage picture = black(700, 700);
    FaceOverlay.of(KeypointSchema.ofCount(1)).draw(picture, null, at(10, 20));
    assertThat(picture.getRGB(10, 20)).isEqualTo(BLACK);
  }

  @Test
  void eyesAreClosedLinesAndBrowsAreOpen() {
    assertThat(lineBetween(41, 36)).isTrue();
    assertThat(lineBetween(17, 21)).isFalse();
    assertThat(lineBetween(17, 18)).isTrue();
    assertThat(lineBetween(21, 22)).isFalse();
  }

  /** Puts all keypoints in one corner except two, and checks for a line between the two. */
  private static boolean lineBetween(int a, int b) {
    double[] xy = new double[136];
    Arrays.fill(xy, 10);
    xy[2 * a] = 100;
    xy[2 * a + 1] = 600;
    xy[2 * b] = 500;
    xy[2 * b + 1] = 600;
    BufferedImage out =
        FaceOverlay.of(KeypointSchema.IBUG68).draw(black(700, 700), null, Keypoints.of(xy));
    return out.getRGB(300, 600) != BLACK;
  }

  @Test
  void someKeypointsAreDrawnWithTheLinesAmongThem() {
    BufferedImage out =
        FaceOverlay.of(KeypointSchema.IBUG68, 1, 0, 36)
            .draw(black(700, 700), Keypoints.of(100, 600, 500, 600, 10, 10), null);
    assertThat(out.getRGB(300, 600)).isNotEqualTo(BLACK);
    assertThat(out.getRGB(255, 305)).isEqualTo(BLACK);
  }

  @Test
  void keypointsOutsideThePictureAreNotAnError() {
    BufferedImage out =
        FaceOverlay.of(KeypointSchema.ofCount(1)).draw(black(700, 700), null, at(-500, 9000));
    assertThat(out.getRGB(0, 699)).isEqualTo(BLACK);
  }

  @Test
  void aHiddenKeypointIsACrossAndOneOutsideASquare() {
    Shape cross = FaceOverlay.mark(Visibility.HIDDEN, 50, 50, 10);
    Shape square = FaceOverlay.mark(Visibility.OUTSIDE, 50, 50, 10);

    assertThat(cross.intersects(49, 49, 2, 2)).isTrue();
    assertThat(cross.intersects(48, 58, 4, 4)).isFalse(); // between two arms
    assertThat(square.contains(58, 58)).isTrue();
    assertThat(FaceOverlay.mark(Visibility.VISIBLE, 50, 50, 10).contains(58, 58)).isFalse();
  }

  @Test
  void anotherCountIsRefused() {
    FaceOverlay overlay = FaceOverlay.of(KeypointSchema.IBUG68);
    assertThatThrownBy(() -> overlay.draw(black(700, 700), at(1, 1), null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("this overlay needs 68 keypoints, got 1");
  }

  @ParameterizedTest
  @CsvSource({
    "27, 640, 480",
    "27, 2264, 1500",
    "60, 500, 375",
    "200, 2264, 1500",
    "900, 3072, 2048"
  })
  void marksAreSeenOnTheWholePictureAndDontTouch(int across, int width, int height) {
    BufferedImage picture = black(width, height);
    Keypoints face = face(across);
    int factor = FaceOverlay.enlargement(picture, List.of(face));
    Rectangle drawn = new Rectangle(width * factor, height * factor);
    MarkSize size = MarkSize.ofFace(across * factor, drawn);
    double shown = Math.min(1, 1000.0 / Math.max(drawn.width, drawn.height));

    assertThat(size.radius()).isLessThanOrEqualTo(across * factor / 50.0); // neighbours: 1 / 25
    assertThat(size.line() * shown).isBetween(0.25, 3.0);
    assertThat(size.radius() * shown).isLessThanOrEqualTo(7);
    if (across * factor * shown >= 80) {
      assertThat(size.radius() * shown).isGreaterThanOrEqualTo(1.5);
      assertThat(size.line() * shown).isGreaterThanOrEqualTo(0.99);
    }
  }

  @Test
  void aPictureIsEnlargedForItsSmallestFaceButNotWithoutEnd() {
    assertThat(FaceOverlay.enlargement(black(500, 375), List.of(face(27), face(200)))).isEqualTo(4);
    assertThat(FaceOverlay.enlargement(black(500, 375), List.of(face(200)))).isEqualTo(1);
    assertThat(FaceOverlay.enlargement(black(1000, 375), List.of(face(27)))).isEqualTo(2);
    assertThat(FaceOverlay.enlargement(black(5000, 375), List.of(face(27)))).isEqualTo(1);
    assertThat(FaceOverlay.enlargement(black(100, 80), List.of())).isEqualTo(6);
  }

  @Test
  void dotsAndLinesCanBeChosenOrLeftOut() {
    Keypoints face = face(300);
    FaceOverlay overlay = FaceOverlay.of(KeypointSchema.IBUG68);
    int usual = lit(overlay, face);

    assertThat(lit(overlay.withRadius(0).withLines(0), face)).isZero();
    assertThat(lit(overlay.withRadius(0), face)).isBetween(1, usual - 1);
    assertThat(lit(overlay.withLines(0), face)).isBetween(1, usual - 1);
    assertThat(lit(overlay.withRadius(9), face)).isGreaterThan(usual);
    assertThatThrownBy(() -> overlay.withRadius(-1))
        .hasMessage("the radius of dots must be 0 to 100, got -1");
    assertThatThrownBy(() -> overlay.withLines(Double.NaN))
        .hasMessage("the width of lines must be 0 to 100, got NaN");
  }

  @Test
  void theDotOfAHiddenPointIsHollow() {
    FaceOverlay overlay = FaceOverlay.of(KeypointSchema.IBUG68).withRadius(9).withLines(0);
    Keypoints face = face(600);
    List<Visibility> shown = new ArrayList<>(Collections.nCopies(68, Visibility.VISIBLE));
    shown.set(0, Visibility.HIDDEN);

    BufferedImage out =
        overlay.drawFaces(black(700, 700), 1, List.of(face), List.of(shown), List.of());

    assertThat(out.getRGB(20, 20)).isEqualTo(BLACK);
    assertThat(out.getRGB(29, 20)).isNotEqualTo(BLACK); // its ring
    assertThat(out.getRGB((int) face.x(1), 20)).isEqualTo(FaceOverlay.PREDICTION.getRGB());
  }

  /** {@return how many pixels of a black picture are drawn on} */
  private static int lit(FaceOverlay overlay, Keypoints face) {
    BufferedImage out = overlay.drawFaces(black(700, 700), 1, List.of(face), List.of());
    int count = 0;
    for (int y = 0; y < out.getHeight(); y++) {
      for (int x = 0; x < out.getWidth(); x++) {
        count += out.getRGB(x, y) == BLACK ? 0 : 1;
      }
    }
    return count;
  }

  /** {@return 68 points on a grid of this width} */
  private static Keypoints face(int across) {
    double[] xy = new double[136];
    for (int k = 0; k < 68; k++) {
      xy[2 * k] = 20 + k % 17 * across / 16.0;
      xy[2 * k + 1] = 20 + k / 17 * across / 4.0;
    }
    return Keypoints.of(xy);
  }

  private static BufferedImage black(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  private static Keypoints at(double x, double y) {
    return Keypoints.of(x, y);
  }

  private static int mostRight(BufferedImage out, int y) {
    int x = out.getWidth() - 1;
    while (out.getRGB(x, y) != CYAN) {
      x--;
    }
    return x;
  }

  private static int mostLeft(BufferedImage out, int y) {
    int x = 0;
    while (out.getRGB(x, y) != CYAN) {
      x++;
    }
    return x;
  }
}
