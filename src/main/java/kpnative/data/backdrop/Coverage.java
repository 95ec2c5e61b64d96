package kpnative.data.backdrop;

import java.util.Arrays;

/** Which part of every pixel lies inside a polygon, exactly. Not thread-safe. */
/* Every edge adds, row by row, the change of covered area that it causes to the right of itself; a running sum
 * along a row is then the coverage (Levien's font-rs uses the same). The cost is that of the edges and of the
 * rows' touched spans, whatever the number of corners; a polygon may have holes and need not be convex. */
final class Coverage {
  private final int width;
  private final int height;
  private final int stride;
  private final float[] change;
  private final int[] first;
  private final int[] last;
  private int top;
  private int bottom;

  Coverage(int width, int height) {
    this.width = width;
    this.height = height;
    stride = width + 2;
    change = new float[stride * height];
    first = new int[height];
    last = new int[height];
    Arrays.fill(first, Integer.MAX_VALUE);
    Arrays.fill(last, -1);
    top = height;
    bottom = -1;
  }

  /** Adds an edge, in pixels; pixel (0, 0) reaches from (0, 0) to (1, 1). */
  void edge(float fromX, float fromY, float toX, float toY) {
    boolean down = fromY < toY;
    float sign = down ? 1 : -1;
    float x0 = down ? fromX : toX;
    float y0 = down ? fromY : toY;
    float x1 = down ? toX : fromX;
    float y1 = down ? toY : fromY;
    if (!(y1 > 0) || !(y0 < height) || y0 == y1) {
      return;
    }
    float slope = (x1 - x0) / (y1 - y0);
    float x = x0;
    if (y0 < 0) {
      x -= y0 * slope;
      y0 = 0;
    }
    int from = (int) y0;
    int to = Math.min(height, (int) Math.ceil(y1));
    top = Math.min(top, from);
    bottom = Math.max(bottom, to - 1);
    for (int y = from; y < to; y++) {
      float part = Math.min(y + 1, y1) - Math.max(y, y0);
      float next = x + slope * part;
      row(y, Math.min(x, next), Math.max(x, next), part * sign);
      x = next;
    }
  }

  private void row(int y, float fromX, float toX, float d) {
    float a = Math.max(0, Math.min(width, fromX));
    float b = Math.max(0, Math.min(width, toX));
    int i = (int) a;
    int end = (int) Math.ceil(b);
    int at = y * stride + i;
    if (end <= i + 1) {
      float middle = 0.5f * (a + b) - i;
      change[at] += d - d * middle;
      change[at + 1] += d * middle;
    } else {
      float s = 1 / (b - a);
      float in = 1 - (a - i);
      float out = b - end + 1;
      float area0 = 0.5f * s * in * in;
      float areaN = 0.5f * s * out * out;
      change[at] += d * area0;
      if (end == i + 2) {
        change[at + 1] += d * (1 - area0 - areaN);
      } else {
        float area1 = s * (0.5f + in);
        change[at + 1] += d * (area1 - area0);
        for (int k = 2; k < end - i - 1; k++) {
          change[at + k] += d * s;
        }
        change[at + end - i - 1] += d * (1 - area1 - (end - i - 3) * s - areaN);
      }
      change[at + end - i] += d * areaN;
    }
    first[y] = Math.min(first[y], i);
    last[y] = Math.max(last[y], Math.max(end, i + 1));
  }

  /** What is told of the covered pixels of a row. */
  interface Row {
    /**
     * @param coverage of the pixels {@code from} to {@code to} - 1 of row {@code y}, each 0 to 1
     */
    void accept(int y, int from, int to, float[] coverage);
  }

  /** Tells of all rows of the polygon whose edges were added, and is empty afterwards. */
  void finish(float[] scratch, Row row) {
    for (int y = top; y <= bottom; y++) {
      int from = first[y];
      int to = Math.min(width, last[y] + 1);
      if (last[y] >= 0) {
        float sum = 0;
        int base = y * stride;
        for (int x = from; x < to; x++) {
          sum += change[base + x];
          float c = Math.abs(sum);
          scratch[x] = c > 1 ? 1 : c < 1e-4f ? 0 : c; // 1e-4 is what rounding leaves
        }
        Arrays.fill(change, base + from, base + last[y] + 1, 0);
        row.accept(y, from, to, scratch);
      }
      first[y] = Integer.MAX_VALUE;
      last[y] = -1;
    }
    top = height;
    bottom = -1;
  }
}
