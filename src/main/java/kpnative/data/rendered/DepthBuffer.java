package kpnative.data.rendered;

import java.util.Arrays;

/**
 * A rasteriser: for each sample of a picture, the nearest triangle, where in it, and how far away.
 *
 * <p>Vertices come as x, y (sample centres are whole numbers) and depth in cm, above -1024, smaller
 * is nearer. Depth and weights are interpolated linearly over the picture, which is exact enough
 * for triangles of millimetres. Of equal depths, the smaller number wins. Not thread-safe.
 */
/* Most triangles of a head cover one to four samples, and whether a sample lies in one is a coin's toss that no
 * processor predicts. So a sample's depth and triangle are one long, of which the least wins, and narrow triangles are
 * tried at each sample of their box without a branch: what lies outside becomes the largest long. Wide triangles are
 * drawn row by row between their edges. */
final class DepthBuffer {
  /** No triangle covers the sample. */
  static final int NONE = -1;

  private static final long EMPTY = Long.MAX_VALUE;
  private static final int NUMBER_BITS = 31;
  private static final int NUMBER = Integer.MAX_VALUE;

  /** Boxes of at most so many samples across are tried sample by sample. */
  private static final int NARROW = 8;

  /** Of triangles within others, boxes of at most so many samples can be told to be hidden. */
  private static final int SMALL = 3;

  /**
   * Added to depths, cm: floats above 0 have the order of their bits, and this is exact to 1 μm.
   */
  private static final float BEHIND = 1024;

  /** By how much a weight may be below 0: neighbours leave no gap between them. */
  private static final float EDGE = 1e-5f;

  /** Which triangles are drawn, by the direction in which their corners go round. */
  enum Facing {
    /** Only those that face the camera. */
    FRONT,
    /** All. */
    BOTH
  }

  final int width;
  final int height;

  /** Of each sample the depth's bits, ordered as whole numbers, before the triangle's number. */
  private final long[] nearest;

  DepthBuffer(int width, int height) {
    this.width = width;
    this.height = height;
    nearest = new long[Math.multiplyExact(width, height)];
    clear();
  }

  void clear() {
    Arrays.fill(nearest, EMPTY);
  }

  /** {@return the number of the triangle at sample {@code k}, or {@link #NONE}} */
  int id(int k) {
    long n = nearest[k];
    return n == EMPTY ? NONE : (int) n & NUMBER;
  }

  /** {@return the depth at sample {@code k}, infinite if there is nothing} */
  float depth(int k) {
    long n = nearest[k];
    return n == EMPTY
        ? Float.POSITIVE_INFINITY
        : Float.intBitsToFloat((int) (n >> NUMBER_BITS)) - BEHIND;
  }

  /**
   * {@return the weights of the second and third corner of the triangle at sample {@code k}}
   *
   * @param screen and triangles as they were drawn, the first with the number 0
   */
  float[] weights(int k, float[] screen, int[] triangles) {
    int t = 3 * id(k);
    int x = k % width;
    int y = k / width;
    float[] out = new float[2];
    weights(screen, 3 * triangles[t], 3 * triangles[t + 1], 3 * triangles[t + 2], x, y, out);
    return out;
  }

  /**
   * Writes the weights of a triangle's second and third corner at a place in it; each is 0 or more,
   * and their sum at most 1.
   *
   * @param a where the first corner's three numbers begin in {@code screen}; b and c likewise
   */
  static void weights(float[] screen, int a, int b, int c, float x, float y, float[] out) {
    float ax = screen[a];
    float ay = screen[a + 1];
    float abx = screen[b] - ax;
    float aby = screen[b + 1] - ay;
    float acx = screen[c] - ax;
    float acy = screen[c + 1] - ay;
    float inverse = 1 / (abx * acy - aby * acx);
    float dx = x - ax;
    float dy = y - ay;
    float wb = (dx * acy - dy * acx) * inverse;
    float wc = (abx * dy - aby * dx) * inverse;
    wb = wb < 0 ? 0 : wb > 1 ? 1 : wb; // quicker than Math.min, which looks at signs of 0
    float rest = 1 - wb;
    out[0] = wb;
    out[1] = wc < 0 ? 0 : wc > rest ? rest : wc;
  }

  /**
   * Draws triangles.
   *
   * @param screen x, y, depth of each vertex
   * @param triangles three vertices each
   * @param firstId the number of the first triangle, at least 0; the next have the next numbers
   * @param bias added to the depth
   */
  void draw(float[] screen, int[] triangles, int firstId, Facing facing, float bias) {
    draw(screen, cells(screen), triangles, firstId, facing, bias);
  }

  /**
   * Draws triangles, as above.
   *
   * @param cells of {@code screen}; several draws may share them
   */
  void draw(float[] screen, int[] cells, int[] triangles, int firstId, Facing facing, float bias) {
    draw(screen, cells, triangles, firstId, facing, bias, new byte[0]);
  }

  /** {@return of each x and y of {@code screen} the least whole number that isn't less} */
  static int[] cells(float[] screen) {
    int[] cells = new int[screen.length];
    for (int i = 0; i < cells.length; i += 3) {
      cells[i] = ceil(screen[i]);
      cells[i + 1] = ceil(screen[i + 1]);
    }
    return cells;
  }

  /**
   * Draws triangles most of which are hidden by what is drawn already, such as teeth: small ones
   * whose corners and the samples around these are all hidden are left out.
   */
  void drawWithin(
      float[] screen, int[] cells, int[] triangles, int firstId, Facing facing, float bias) {
    draw(screen, cells, triangles, firstId, facing, bias, new byte[screen.length / 3]);
  }

  private void draw(
      float[] screen,
      int[] cells,
      int[] triangles,
      int firstId,
      Facing facing,
      float bias,
      byte[] hidden) {
    boolean within = hidden.length > 0;
    boolean front = facing == Facing.FRONT;
    for (int i = 0, number = firstId; i < triangles.length; i += 3, number++) {
      int a = 3 * triangles[i];
      int b = 3 * triangles[i + 1];
      int c = 3 * triangles[i + 2];
      int left = Math.max(0, Math.min(cells[a], Math.min(cells[b], cells[c])));
      int top = Math.max(0, Math.min(cells[a + 1], Math.min(cells[b + 1], cells[c + 1])));
      int across = Math.min(width, Math.max(cells[a], Math.max(cells[b], cells[c]))) - 1 - left;
      int down =
          Math.min(height, Math.max(cells[a + 1], Math.max(cells[b + 1], cells[c + 1]))) - 1 - top;
      if ((across | down) < 0) {
        continue;
      }
      float ax = screen[a];
      float ay = screen[a + 1];
      float abx = screen[b] - ax;
      float aby = screen[b + 1] - ay;
      float acx = screen[c] - ax;
      float acy = screen[c + 1] - ay;
      float area = abx * acy - aby * acx;
      // y goes down in pictures, so that what goes round to the left in space has a negative area
      if (!(front ? area < -1e-9f : Math.abs(area) >= 1e-9f)) {
        continue;
      }
      float za = screen[a + 2] + bias + BEHIND;
      float zb = screen[b + 2] - screen[a + 2];
      float zc = screen[c + 2] - screen[a + 2];
      if (Float.isNaN(za + zb + zc)) {
        continue;
      }
      if (within
          && Math.max(across, down) < SMALL
          && isHidden(screen, a, bias, hidden)
          && isHidden(screen, b, bias, hidden)
          && isHidden(screen, c, bias, hidden)) {
        continue;
      }
      float inverse = 1 / area;
      float dx = left - ax;
      float dy = top - ay;
      float wb = (dx * acy - dy * acx) * inverse;
      float wc = (abx * dy - aby * dx) * inverse;
      float stepB = acy * inverse;
      float stepC = -aby * inverse;
      float downB = -acx * inverse;
      float downC = abx * inverse;
      int at = top * width + left;
      if (across < NARROW) {
        narrow(number, at, across, down, wb, wc, stepB, stepC, downB, downC, za, zb, zc);
      } else {
        wide(number, at, across, down, wb, wc, stepB, stepC, downB, downC, za, zb, zc);
      }
    }
  }

  /** {@return whether all samples around a vertex are hidden; kept in {@code hidden}} */
  private boolean isHidden(float[] screen, int vertex, float bias, byte[] hidden) {
    int v = vertex / 3;
    if (hidden[v] == 0) {
      int x = Math.round(screen[vertex]);
      int y = Math.round(screen[vertex + 1]);
      boolean seen = x < 1 || y < 1 || x >= width - 1 || y >= height - 1;
      long behind = key(screen[vertex + 2] + bias + BEHIND, 0);
      for (int k = y * width + x - 1; k <= y * width + x + 1 && !seen; k++) {
        seen = nearest[k - width] > behind || nearest[k] > behind || nearest[k + width] > behind;
      }
      hidden[v] = (byte) (seen ? 1 : 2);
    }
    return hidden[v] == 2;
  }

  private void narrow(
      int number,
      int at,
      int across,
      int down,
      float wb,
      float wc,
      float stepB,
      float stepC,
      float downB,
      float downC,
      float za,
      float zb,
      float zc) {
    long[] all = nearest;
    float stepA = stepB + stepC;
    float stepZ = stepB * zb + stepC * zc;
    float rowB = wb + EDGE;
    float rowC = wc + EDGE;
    for (int row = at, last = at + down * width; row <= last; row += width) {
      float b = rowB;
      float c = rowC;
      float a = 1 + 3 * EDGE - b - c;
      float z = za + (b - EDGE) * zb + (c - EDGE) * zc;
      for (int k = row; k <= row + across; k++) {
        int depth = Float.floatToRawIntBits(z);
        int outside =
            (depth
                    | Float.floatToRawIntBits(a)
                    | Float.floatToRawIntBits(b)
                    | Float.floatToRawIntBits(c))
                >> 31;
        long mine = ((long) depth << NUMBER_BITS | number | outside) & EMPTY;
        long less = mine - all[k]; // both are 0 or more
        all[k] += less & less >> 63;
        a -= stepA;
        b += stepB;
        c += stepC;
        z += stepZ;
      }
      rowB += downB;
      rowC += downC;
    }
  }

  private static long key(float z, int number) {
    return (long) Float.floatToRawIntBits(z) << NUMBER_BITS | number;
  }

  private void wide(
      int number,
      int at,
      int across,
      int down,
      float wb,
      float wc,
      float stepB,
      float stepC,
      float downB,
      float downC,
      float za,
      float zb,
      float zc) {
    long[] all = nearest;
    // where each edge crosses a row is its weight there times this
    float perA = perStep(-stepB - stepC);
    float perB = perStep(stepB);
    float perC = perStep(stepC);
    float stepZ = stepB * zb + stepC * zc;
    for (int y = 0; y <= down; y++) {
      float b = wb + y * downB;
      float c = wc + y * downC;
      float from = 0;
      float to = across;
      float crossing = (1 + EDGE - b - c) * perA;
      from = perA < 0 ? Math.max(from, crossing) : from;
      to = perA < 0 ? to : Math.min(to, crossing);
      crossing = (b + EDGE) * perB;
      from = perB < 0 ? Math.max(from, crossing) : from;
      to = perB < 0 ? to : Math.min(to, crossing);
      crossing = (c + EDGE) * perC;
      from = perC < 0 ? Math.max(from, crossing) : from;
      to = perC < 0 ? to : Math.min(to, crossing);
      if (!(from <= to)) {
        continue;
      }
      int first = ceil(from);
      int row = at + y * width;
      float z = za + b * zb + c * zc;
      for (int x = first, last = (int) to; x <= last; x++) {
        long mine = key(z + x * stepZ, number);
        if (mine < all[row + x] && mine >= 0) {
          all[row + x] = mine;
        }
      }
    }
  }

  /** {@return by how many samples an edge's crossing is away for a weight of 1, and to where} */
  private static float perStep(float step) {
    return -1 / (Math.abs(step) < 1e-12f ? 1e-12f : step);
  }

  private static int ceil(float x) {
    int i = (int) x;
    return i < x && i < Integer.MAX_VALUE ? i + 1 : i;
  }
}
