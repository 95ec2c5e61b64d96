package kpnative.eval;

import static org.assertj.core.api.Assertions.assertThat;

import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;

class FaceKindTest {
  /** Outer eye corners 100 pixels apart, the bridge at {@code bridge}, lips {@code gap} apart. */
  private static Keypoints face(double bridge, double gap) {
    double[] xy = new double[136];
    xy[2 * 36] = 100;
    xy[2 * 36 + 1] = 100;
    xy[2 * 45] = 200;
    xy[2 * 45 + 1] = 100;
    xy[2 * 27] = bridge;
    xy[2 * 27 + 1] = 105;
    xy[2 * 62] = 150;
    xy[2 * 62 + 1] = 180;
    xy[2 * 66] = 150;
    xy[2 * 66 + 1] = 180 + gap;
    return Keypoints.of(xy);
  }

  private static boolean is(FaceKind kind, Keypoints face) {
    return kind.isOf(KeypointSchema.IBUG68, face);
  }

  @Test
  void aLevelFaceFromTheFrontIsOfNoKind() {
    assertThat(FaceKind.values()).noneMatch(kind -> is(kind, face(150, 3)));
  }

  @Test
  void aFaceIsTurnedWhereTheBridgeIsNearOneEye() {
    assertThat(is(FaceKind.TURNED, face(130, 3))).isTrue();
    assertThat(is(FaceKind.TURNED, face(205, 3))).isTrue(); // beyond the corner
    assertThat(is(FaceKind.TURNED, face(140, 3))).isFalse();
  }

  @Test
  void aTiltedFaceIsNotATurnedOne() {
    Keypoints tilted = face(150, 3).map(Warp.rotation(Math.toRadians(25), new Point(150, 150)));

    assertThat(is(FaceKind.TILTED, tilted)).isTrue();
    assertThat(is(FaceKind.TURNED, tilted)).isFalse();
  }

  @Test
  void lipsApartAreAnOpenMouth() {
    assertThat(is(FaceKind.OPEN_MOUTH, face(150, 20))).isTrue();
  }

  @Test
  void sizeIsCountedInPixels() {
    assertThat(is(FaceKind.SMALL, face(150, 3).map(Warp.scaling(0.5, 0.5, new Point(0, 0)))))
        .isTrue();
  }

  @Test
  void otherSchemasHaveNoKinds() {
    Keypoints other = Keypoints.of(0, 0, 1, 1);

    assertThat(FaceKind.values()).noneMatch(kind -> kind.isOf(KeypointSchema.ofCount(2), other));
  }
}
