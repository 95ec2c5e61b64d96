package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;

class PerspectiveMapTest {
  private static final int W = 45;
  private static final int H = 71; // more rows than are filled at once, and not a multiple

  private static float[] values(Mat mat) {
    float[] values = new float[W * H];
    new FloatPointer(mat.data()).get(values);
    return values;
  }

  @Test
  void pointsAreThoseOfTheWarp() {
    SplittableRandom random = new SplittableRandom(4);
    try (NativeScope scope = NativeScope.open();
        PerspectiveMap map = new PerspectiveMap(W, H)) {
      for (int round = 0; round < 20; round++) {
        double g = random.nextDouble(-3e-3, 3e-3);
        Warp back =
            Warp.rotation(random.nextDouble(6), new Point(20, 30))
                .then(Warp.scaling(4, 3, new Point(-100, 50)))
                .then(new Warp(1, 0, 0, 0, 1, 0, g, 1e-4, 1));
        assertThat(map.fill(back.toArray())).isTrue();
        float[] x = values(map.x());
        float[] y = values(map.y());
        for (int i = 0; i < x.length; i++) {
          int row = i / W;
          Point p = back.map(new Point(i % W, row));
          double tolerance = 1e-6 * (1000 + Math.abs(p.x()) + Math.abs(p.y()));
          assertThat((double) x[i])
              .as("seed 4, round " + round)
              .isCloseTo(p.x(), within(tolerance));
          assertThat((double) y[i])
              .as("seed 4, round " + round)
              .isCloseTo(p.y(), within(tolerance));
        }
      }
    }
  }

  @Test
  void aHorizonWithinTheInputIsRefused() {
    try (NativeScope scope = NativeScope.open();
        PerspectiveMap map = new PerspectiveMap(W, H)) {
      assertThat(map.fill(new double[] {1, 0, 0, 0, 1, 0, -1 / 20.0, 0, 1})).isFalse();
      assertThat(map.fill(new double[] {1, 0, 0, 0, 1, 0, 0, -1 / 70.0, 1})).isFalse();
      assertThat(map.fill(new double[] {1, 0, 0, 0, 1, 0, Double.NaN, 0, 1})).isFalse();
    }
  }
}
