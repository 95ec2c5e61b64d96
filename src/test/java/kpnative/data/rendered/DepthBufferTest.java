package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rasteriser against a slow one that asks each sample of each triangle, in doubles. */
class DepthBufferTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 23;

  /** Weights this near to an edge may be rounded either way. */
  private static final double EDGE = 2e-4;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void randomTrianglesAreThoseOfTheReference(long seed) {
    Random random = new Random(seed);
    float[] screen = new float[3 * 60];
    for (int i = 0; i < screen.length; i += 3) {
      screen[i] = (float) (WIDTH * (1.6 * random.nextDouble() - 0.3));
      screen[i + 1] = (float) (HEIGHT * (1.6 * random.nextDouble() - 0.3));
      screen[i + 2] = (float) (50 + 10 * random.nextDouble());
    }
    check(screen, random.ints(3 * 40, 0, 60).toArray()); // some corners are the same
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void smallTrianglesAreThoseOfTheReference(long seed) {
    Random random = new Random(seed);
    float[] screen = new float[3 * 3 * 300];
    int[] triangles = new int[3 * 300];
    for (int i = 0; i < triangles.length; i++) {
      triangles[i] = i;
      int first = 3 * (i - i % 3);
      float x = (float) (WIDTH * random.nextDouble());
      float y = (float) (HEIGHT * random.nextDouble());
      screen[3 * i] = i % 3 == 0 ? x : screen[first] + (float) (2 * random.nextDouble() - 1);
      screen[3 * i + 1] =
          i % 3 == 0 ? y : screen[first + 1] + (float) (2 * random.nextDouble() - 1);
      screen[3 * i + 2] = (float) (50 + random.nextDouble());
    }
    check(screen, triangles);
  }

  @Test
  void hugeTrianglesAreCut() {
    float[] screen = {
      -9000, -8000, 40, 9000, -7000, 60, 100, 12000, 50, // over all
      -1500, 3, 10, 1500, 3.5f, 10, 5, 1500, 10, // the lower part
    };
    check(screen, new int[] {0, 2, 1, 3, 5, 4});
  }

  @Test
  void trianglesBesideThePictureLeaveNothing() {
    float[] screen = {-9, 2, 1, -2, 9, 1, -5, 5, 1, 50, 1, 1, 60, 2, 1, 40, 9, 1};
    DepthBuffer buffer = new DepthBuffer(WIDTH, HEIGHT);
    buffer.draw(screen, new int[] {0, 1, 2, 3, 4, 5}, 0, DepthBuffer.Facing.BOTH, 0);
    assertEmpty(buffer);
  }

  @Test
  void trianglesWithoutAreaLeaveNothing() {
    float[] screen = {3, 3, 1, 9, 9, 1, 6, 6, 1, 3, 3, 1};
    DepthBuffer buffer = new DepthBuffer(WIDTH, HEIGHT);
    buffer.draw(screen, new int[] {0, 1, 2, 0, 3, 1, 0, 0, 0}, 0, DepthBuffer.Facing.BOTH, 0);
    assertEmpty(buffer);
  }

  @Test
  void cornersThatAreNotNumbersLeaveNothing() {
    float[] screen = {3, 3, 1, 9, Float.NaN, 1, 6, 20, 1, 2, 2, 1, 20, 2, 1, 2, 20, Float.NaN};
    DepthBuffer buffer = new DepthBuffer(WIDTH, HEIGHT);
    buffer.draw(screen, new int[] {0, 1, 2, 3, 4, 5}, 0, DepthBuffer.Facing.BOTH, 0);
    assertEmpty(buffer);
  }

  @Test
  void whatFacesAwayIsDrawnOnDemand() {
    float[] screen = {2, 2, 1, 20, 2, 1, 2, 20, 1};
    int[] away = {0, 1, 2}; // to the right in pictures
    DepthBuffer buffer = new DepthBuffer(WIDTH, HEIGHT);
    buffer.draw(screen, away, 0, DepthBuffer.Facing.FRONT, 0);
    assertEmpty(buffer);
    buffer.draw(screen, new int[] {0, 2, 1}, 5, DepthBuffer.Facing.FRONT, 0);
    assertThat(buffer.id(5 * WIDTH + 5)).isEqualTo(5);
    buffer.clear();
    buffer.draw(screen, away, 7, DepthBuffer.Facing.BOTH, 0);
    assertThat(buffer.id(5 * WIDTH + 5)).isEqualTo(7);
  }

  @Test
  void ofEqualDepthsTheFirstStaysAndABiasPutsBehind() {
    float[] screen = {2, 2, 4, 20, 2, 4, 2, 20, 4};
    int[] triangle = {0, 1, 2};
    DepthBuffer buffer = new DepthBuffer(WIDTH, HEIGHT);
    buffer.draw(screen, triangle, 1, DepthBuffer.Facing.BOTH, 0.5f);
    buffer.draw(screen, triangle, 2, DepthBuffer.Facing.BOTH, 0.5f);
    assertThat(buffer.id(5 * WIDTH + 5)).isEqualTo(1);
    buffer.draw(screen, triangle, 3, DepthBuffer.Facing.BOTH, 0);
    assertThat(buffer.id(5 * WIDTH + 5)).isEqualTo(3);
    assertThat(buffer.depth(5 * WIDTH + 5)).isEqualTo(4);
  }

  private static void assertEmpty(DepthBuffer buffer) {
    for (int k = 0; k < WIDTH * HEIGHT; k++) {
      assertThat(buffer.id(k)).isEqualTo(DepthBuffer.NONE);
      assertThat(buffer.depth(k)).isEqualTo(Float.POSITIVE_INFINITY);
    }
  }

  @Test
  void depthsMayBeNegativeAndAreKeptToAMicrometre() {
    DepthBuffer buffer = new DepthBuffer(4, 1);
    float[] depths = {-3.14159f, 1e-20f, 77.7f, -0.001f};
    for (int k = 0; k < 4; k++) {
      float z = depths[k];
      float[] screen = {k - 0.5f, -1, z, k + 0.5f, -1, z, k, 2, z};
      buffer.draw(screen, new int[] {0, 1, 2}, k, DepthBuffer.Facing.BOTH, 0);
    }
    for (int k = 0; k < 4; k++) {
      assertThat(buffer.depth(k)).isCloseTo(depths[k], within(1e-4f));
      assertThat(buffer.id(k)).isEqualTo(k);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void neighboursLeaveNoGap(long seed) {
    Random random = new Random(seed);
    for (double size : new double[] {0.7, 2, 9, 40}) {
      // a fan that turns about the middle covers it all
      int n = 17;
      float[] screen = new float[3 * (n + 1)];
      screen[0] = WIDTH * random.nextFloat();
      screen[1] = HEIGHT * random.nextFloat();
      int[] triangles = new int[3 * n];
      for (int i = 0; i < n; i++) {
        double a = 2 * Math.PI * (i + 0.5 * random.nextDouble()) / n;
        double r = size * (1 + random.nextDouble());
        screen[3 + 3 * i] = screen[0] + (float) (r * Math.cos(a));
        screen[4 + 3 * i] = screen[1] + (float) (r * Math.sin(a));
        triangles[3 * i + 1] = 1 + i;
        triangles[3 * i + 2] = 1 + (i + 1) % n;
      }
      DepthBuffer buffer = new DepthBuffer(WIDTH, HEIGHT);
      buffer.draw(screen, triangles, 0, DepthBuffer.Facing.BOTH, 0);
      for (int k = 0; k < WIDTH * HEIGHT; k++) {
        int row = k / WIDTH;
        double far = Math.hypot(k % WIDTH - screen[0], row - screen[1]);
        if (far < 0.9 * size) {
          assertThat(buffer.id(k)).as("%f of %f", far, size).isNotEqualTo(DepthBuffer.NONE);
        }
      }
    }
  }

  private static void check(float[] screen, int[] triangles) {
    DepthBuffer buffer = new DepthBuffer(WIDTH, HEIGHT);
    buffer.draw(screen, triangles, 100, DepthBuffer.Facing.BOTH, 0);
    int checked = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        checked += sample(screen, triangles, buffer, x, y) ? 1 : 0;
      }
    }
    assertThat(checked).as("samples that are no matter of rounding").isGreaterThan(600);
  }

  /** {@return whether the sample is clear of edges and depths that are about equal} */
  private static boolean sample(float[] screen, int[] triangles, DepthBuffer buffer, int x, int y) {
    double nearest = Double.POSITIVE_INFINITY;
    double next = Double.POSITIVE_INFINITY;
    int id = DepthBuffer.NONE;
    double second = 0;
    double third = 0;
    for (int t = 0; t < triangles.length / 3; t++) {
      int a = 3 * triangles[3 * t];
      int b = 3 * triangles[3 * t + 1];
      int c = 3 * triangles[3 * t + 2];
      double abx = (double) screen[b] - screen[a];
      double aby = (double) screen[b + 1] - screen[a + 1];
      double acx = (double) screen[c] - screen[a];
      double acy = (double) screen[c + 1] - screen[a + 1];
      double area = abx * acy - aby * acx;
      if (Math.abs(area) < 1e-6) {
        continue;
      }
      double dx = x - (double) screen[a];
      double dy = y - (double) screen[a + 1];
      double wb = (dx * acy - dy * acx) / area;
      double wc = (abx * dy - aby * dx) / area;
      double inside = Math.min(Math.min(wb, wc), 1 - wb - wc);
      if (Math.abs(inside) < EDGE) {
        return false;
      }
      double z =
          screen[a + 2]
              + wb * (screen[b + 2] - (double) screen[a + 2])
              + wc * (screen[c + 2] - (double) screen[a + 2]);
      if (inside < 0) {
        continue;
      }
      if (z < nearest) {
        next = nearest;
        nearest = z;
        id = 100 + t;
        second = wb;
        third = wc;
      } else {
        next = Math.min(next, z);
      }
    }
    if (next - nearest < 1e-3) {
      return false;
    }
    int k = y * WIDTH + x;
    assertThat(buffer.id(k)).as("%d, %d", x, y).isEqualTo(id);
    if (id != DepthBuffer.NONE) {
      assertThat((double) buffer.depth(k)).isBetween(nearest - 0.01, nearest + 0.01);
      float[] weights = new float[2];
      int t = id - 100;
      DepthBuffer.weights(
          screen,
          3 * triangles[3 * t],
          3 * triangles[3 * t + 1],
          3 * triangles[3 * t + 2],
          x,
          y,
          weights);
      assertThat((double) weights[0]).isBetween(second - 1e-3, second + 1e-3);
      assertThat((double) weights[1]).isBetween(third - 1e-3, third + 1e-3);
    }
    return true;
  }
}
