package kpnative.data.rendered;

import java.util.Arrays;

/**
 * A rasteriser: for each sample of a picture, the nearest triangle, where in it, and how far away.
 *
 * <p>Vertices come as x, y (sample centres are whole numbers) and depth in cm, smaller is nearer.
 * Depth and weights are interpolated linearly over the picture, which is exact enough for triangles
 * of millimetres. Not thread-safe.
 */
final class DepthBuffer {
  /** No triangle covers the sample. */
  static final int NONE = -1;

  /** Which triangles are drawn, by the direction in which their corners go round. */
  enum Facing {
    /** Only those that face the camera. */
    FRONT,
    /** All. */
    BOTH
  }

  final int width;
  final int height;
  final float[] depth;
  final int[] id;
  final float[] second; // weight of the triangle's second corner
  final float[] third;

  DepthBuffer(int width, int height) {
    this.width = width;
    this.height = height;
    int samples = Math.multiplyExact(width, height);
    depth = new float[samples];
    id = new int[samples];
    second = new float[samples];
    third = new float[samples];
    clear();
  }

  void clear() {
    Arrays.fill(depth, Float.POSITIVE_INFINITY);
    Arrays.fill(id, NONE);
  }

  /**
   * Draws triangles.
   *
   * @param screen x, y, depth of each vertex
   * @param triangles three vertices each
   * @param firstId what {@link #id} holds for the first triangle; the next have the next numbers
   * @param bias added to the depth
   */
  void draw(float[] screen, int[] triangles, int firstId, Facing facing, float bias) {
    for (int t = 0, n = triangles.length / 3; t < n; t++) {
      int a = 3 * triangles[3 * t];
      int b = 3 * triangles[3 * t + 1];
      int c = 3 * triangles[3 * t + 2];
      float ax = screen[a];
      float ay = screen[a + 1];
      float abx = screen[b] - ax;
      float aby = screen[b + 1] - ay;
      float acx = screen[c] - ax;
      float acy = screen[c + 1] - ay;
      float area = abx * acy - aby * acx;
      // y goes down in pictures, so that what goes round to the left in space has a negative area
      if (facing == Facing.FRONT ? area >= -1e-9f : Math.abs(area) < 1e-9f) {
        continue;
      }
      int x0 = ceil(Math.max(0, ax + Math.min(0, Math.min(abx, acx))));
      int x1 = (int) Math.min(width - 1, ax + Math.max(0, Math.max(abx, acx)));
      int y0 = ceil(Math.max(0, ay + Math.min(0, Math.min(aby, acy))));
      int y1 = (int) Math.min(height - 1, ay + Math.max(0, Math.max(aby, acy)));
      if (x0 > x1 || y0 > y1) {
        continue;
      }
      fill(
          firstId + t,
          ax,
          ay,
          abx,
          aby,
          acx,
          acy,
          1 / area,
          x0,
          x1,
          y0,
          y1,
          screen[a + 2] + bias,
          screen[b + 2] - screen[a + 2],
          screen[c + 2] - screen[a + 2]);
    }
  }

  private void fill(
      int number,
      float ax,
      float ay,
      float abx,
      float aby,
      float acx,
      float acy,
      float inverse,
      int x0,
      int x1,
      int y0,
      int y1,
      float za,
      float zb,
      float zc) {
    float stepB = acy * inverse;
    float stepC = -aby * inverse;
    for (int y = y0; y <= y1; y++) {
      float dy = y - ay;
      float dx = x0 - ax;
      float wb = (dx * acy - dy * acx) * inverse;
      float wc = (abx * dy - aby * dx) * inverse;
      int k = y * width + x0;
      for (int x = x0; x <= x1; x++, k++, wb += stepB, wc += stepC) {
        if (wb < -1e-5f || wc < -1e-5f || wb + wc > 1.00001f) {
          continue;
        }
        float z = za + wb * zb + wc * zc;
        if (z < depth[k]) {
          depth[k] = z;
          id[k] = number;
          second[k] = wb;
          third[k] = wc;
        }
      }
    }
  }

  private static int ceil(float x) { // of numbers from 0 on
    int i = (int) x;
    return i < x ? i + 1 : i;
  }
}
