package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A plate of 6 x 6 cm above the origin, and a lamp above that. */
class ShadowMapTest {
  private static final float[] ABOVE = {0, 1, 0};

  private static Surface plate(float y, boolean shades) {
    float[] corners = {-3, y, -3, 3, y, -3, 3, y, 3, -3, y, 3};
    Vertices v = new Vertices(corners, new float[12], corners, null, null);
    System.arraycopy(corners, 0, v.world, 0, corners.length);
    int[] t = {0, 1, 2, 0, 2, 3};
    Material none = (hit, paint) -> {};
    return new Surface(v, t, null, null, none, true, 0, shades ? t : Surface.NO_SHADOW);
  }

  private static ShadowMap map(float softness, Surface... surfaces) {
    return new ShadowMap(List.of(surfaces), ABOVE, softness);
  }

  @Test
  void whatIsBelowThePlateIsDarkAndWhatIsBesideOrAboveIsLit() {
    ShadowMap map = map(0.2f, plate(4, true));
    assertThat(map.lit(0, 0, 0, 0.3f)).isZero();
    assertThat(map.lit(2, -8, 2, 0.3f)).as("further below").isZero();
    assertThat(map.lit(5, 0, 0, 0.3f)).as("beside").isEqualTo(1);
    assertThat(map.lit(0, 6, 0, 0.3f)).as("above").isEqualTo(1);
  }

  @Test
  void aSurfaceDoesNotShadeItself() {
    ShadowMap map = map(0.2f, plate(4, true));
    for (float turn = 0; turn < 1; turn += 0.1f) {
      assertThat(map.lit(0.3f, 4, 1, turn)).isEqualTo(1);
    }
  }

  @Test
  void theEdgeIsAsSoftAsTheLamp() {
    ShadowMap hard = map(0.05f, plate(4, true));
    ShadowMap soft = map(2, plate(4, true));
    assertThat(hard.lit(2, 0, 0, 0.2f)).isZero();
    assertThat(soft.lit(2, 0, 0, 0.2f)).isStrictlyBetween(0f, 1f);
    assertThat(soft.lit(2.2f, 0, 0, 0.2f)).isGreaterThanOrEqualTo(soft.lit(1, 0, 0, 0.2f));
  }

  @Test
  void whatDoesNotShadeLetsLightThrough() {
    assertThat(map(0.2f, plate(4, false)).lit(0, 0, 0, 0.3f)).isEqualTo(1);
  }

  @Test
  void whatLiesBeyondTheMapIsLit() {
    assertThat(map(1, plate(4, true)).lit(60, 0, -80, 0.5f)).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"0, 0, 1", "0, 1, 0", "0, -1, 0", "1, 0, 0", "0.6, 0.8, 0", "0.577, 0.577, 0.577"})
  void anyDirectionWillDo(float x, float y, float z) {
    float l = FaceShader.inverseLength(x, y, z);
    float[] light = {x * l, y * l, z * l};
    float[] side = Math.abs(light[2]) < 0.9f ? new float[] {0, 0, 1} : new float[] {1, 0, 0};
    float[] a = ShadowMap.unit(ShadowMap.cross(side, light));
    float[] b = ShadowMap.cross(light, a);
    float[] corners = new float[12]; // a plate across the light, 4 cm before the origin
    for (int i = 0; i < 4; i++) {
      float s = i == 0 || i == 3 ? -3 : 3;
      float t = i < 2 ? -3 : 3;
      for (int c = 0; c < 3; c++) {
        corners[3 * i + c] = 4 * light[c] + s * a[c] + t * b[c];
      }
    }
    Vertices v = new Vertices(corners, new float[12], corners, null, null);
    System.arraycopy(corners, 0, v.world, 0, 12);
    Surface plate = new Surface(v, new int[] {0, 1, 2, 0, 2, 3}, (hit, paint) -> {}, true);
    ShadowMap map = new ShadowMap(List.of(plate), light, 0.2f);
    assertThat(map.lit(0, 0, 0, 0.3f)).isZero();
    assertThat(map.lit(8 * light[0], 8 * light[1], 8 * light[2], 0.3f)).isEqualTo(1);
    assertThat(map.lit(6 * a[0], 6 * a[1], 6 * a[2], 0.3f)).isEqualTo(1);
  }
}
