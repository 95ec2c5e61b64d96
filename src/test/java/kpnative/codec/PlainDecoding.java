package kpnative.codec;

/** Reference decodings of one map {@code [row][column]} in plain Java. */
final class PlainDecoding {
  private PlainDecoding() {}

  static double[] expectation(double[][] map) {
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int r = 0; r < map.length; r++) {
      for (int c = 0; c < map[0].length; c++) {
        double e = Math.exp(map[r][c]);
        sum += e;
        x += e * (c + 0.5) / map[0].length;
        y += e * (r + 0.5) / map.length;
      }
    }
    return new double[] {x / sum, y / sum};
  }

  static double[] argmax(double[][] map) {
    int[] best = best(map);
    return place(map, best[0], best[1]);
  }

  static double[] quarter(double[][] map) {
    int[] best = best(map);
    int c = best[0];
    int r = best[1];
    double x = c;
    double y = r;
    if (c > 0 && c < map[0].length - 1) {
      x += 0.25 * Math.signum(map[r][c + 1] - map[r][c - 1]);
    }
    if (r > 0 && r < map.length - 1) {
      y += 0.25 * Math.signum(map[r + 1][c] - map[r - 1][c]);
    }
    return place(map, x, y);
  }

  static double[] dark(double[][] m) {
    int[] best = best(m);
    int c = Math.max(1, Math.min(m[0].length - 2, best[0]));
    int r = Math.max(1, Math.min(m.length - 2, best[1]));
    double gx = (m[r][c + 1] - m[r][c - 1]) / 2;
    double gy = (m[r + 1][c] - m[r - 1][c]) / 2;
    double xx = m[r][c + 1] - 2 * m[r][c] + m[r][c - 1];
    double yy = m[r + 1][c] - 2 * m[r][c] + m[r - 1][c];
    double xy = (m[r + 1][c + 1] - m[r - 1][c + 1] - m[r + 1][c - 1] + m[r - 1][c - 1]) / 4;
    double det = xx * yy - xy * xy;
    if (!(xx < 0 && det > 0)) {
      return place(m, best[0], best[1]);
    }
    // the inverse of [[xx, xy], [xy, yy]] times the gradient
    double x = c - (yy * gx - xy * gy) / det;
    double y = r - (xx * gy - xy * gx) / det;
    return place(
        m,
        Math.max(best[0] - 1, Math.min(best[0] + 1, x)),
        Math.max(best[1] - 1, Math.min(best[1] + 1, y)));
  }

  static double[] darkOfPeaks(double[][] map) {
    double[] kernel = new double[7];
    double sum = 0;
    for (int i = 0; i < 7; i++) {
      kernel[i] = Math.exp(-0.5 * (i - 3) * (i - 3));
      sum += kernel[i];
    }
    double[][] log = new double[map.length][map[0].length];
    for (int r = 0; r < map.length; r++) {
      for (int c = 0; c < map[0].length; c++) {
        double blurred = 0;
        for (int y = Math.max(0, r - 3); y <= Math.min(map.length - 1, r + 3); y++) {
          for (int x = Math.max(0, c - 3); x <= Math.min(map[0].length - 1, c + 3); x++) {
            blurred += kernel[y - r + 3] * kernel[x - c + 3] * map[y][x] / (sum * sum);
          }
        }
        log[r][c] = Math.log(Math.max(blurred, 1e-10));
      }
    }
    return dark(log);
  }

  private static int[] best(double[][] map) {
    int[] best = {0, 0};
    for (int r = 0; r < map.length; r++) {
      for (int c = 0; c < map[0].length; c++) {
        if (map[r][c] > map[best[1]][best[0]]) {
          best = new int[] {c, r};
        }
      }
    }
    return best;
  }

  private static double[] place(double[][] map, double x, double y) {
    return new double[] {(x + 0.5) / map[0].length, (y + 0.5) / map.length};
  }
}
