package kpnative.data.check;

/**
 * Aligns the second of two patches with the first and measures how alike they are. A small shift,
 * rotation and scale remain after alignment by keypoints, because two annotators of one photograph
 * do not place them identically.
 */
/* Gauss-Newton steps on the difference of the two centres, up to gain and offset, find the
 * similarity (Evangelidis and Psarakis 2008, for this kind of warp). Both patches are then compared
 * without their low frequencies: a Gaussian blur of sigma 4 is subtracted, which gives the likeness,
 * and one of sigma 2, whose correlation has a limit. All faces are alike in their light and dark
 * areas; only copies of one photograph are alike in detail too. */
final class PatchMatch {
  private static final int SIDE = FacePatch.SIDE;
  private static final int MIDDLE = FacePatch.MIDDLE;
  private static final int STEPS = 12;
  private static final int FIRST_STEPS = 4; // by then, copies of one photograph are nearly aligned
  private static final double PROMISING = 0.9; // least correlation after the first steps
  private static final double ALIGNED = 0.96; // and at the end; different men reached 0.959
  private static final double SMALL_STEP = 0.01; // pixels, at the centre's corner
  private static final double MOST_SCALING = 0.3;
  private static final double MOST_SHIFT = 0.15 * SIDE;
  private static final double FINE = 0.845; // least correlation of fine details; see decision 019
  private static final int BLUR_RADIUS = 12;
  private static final double[] BLUR = weights(4); // the standard deviation, pixels
  private static final double[] FINE_BLUR = weights(2);

  private final float[] a;
  private final float[] b;
  private final double[] fixed = new double[MIDDLE * MIDDLE]; // a's centre, mean 0 and norm 1
  private double re = 1; // the similarity: x' = re x - im y + dx, y' = im x + re y + dy
  private double im;
  private double dx;
  private double dy;

  private PatchMatch(float[] a, float[] b) {
    this.a = a;
    this.b = b;
  }

  /**
   * {@return the correlation of the details at the best alignment found, -1 to 1; -1 if the patches
   * cannot be aligned or differ in fine details}
   */
  static double likeness(FacePatch a, FacePatch b) {
    PatchMatch match = new PatchMatch(a.levels(), b.levels());
    return match.align() && match.correlationOfDetails(FINE_BLUR) >= FINE
        ? match.correlationOfDetails(BLUR)
        : -1;
  }

  /** {@return whether the patches could be aligned} */
  private boolean align() {
    middle(a, 1, 0, 0, 0, fixed);
    normalise(fixed);
    double[] moved = new double[fixed.length];
    double bestCorrelation = -1;
    double[] best = {1, 0, 0, 0};
    double[] p = best.clone();
    for (int step = 0; step < STEPS; step++) {
      if (step == FIRST_STEPS && bestCorrelation < PROMISING) {
        return false;
      }
      middle(b, p[0], p[1], p[2], p[3], moved);
      double[] d = new double[4];
      double correlation = gaussNewton(moved, p, d);
      if (correlation > bestCorrelation) {
        bestCorrelation = correlation;
        best = p.clone();
      }
      for (int i = 0; i < 4; i++) {
        p[i] += d[i];
      }
      double reach = (Math.abs(d[0]) + Math.abs(d[1])) * MIDDLE / 2 + Math.hypot(d[2], d[3]);
      boolean lost =
          !(Math.hypot(p[0] - 1, p[1]) <= MOST_SCALING && Math.hypot(p[2], p[3]) <= MOST_SHIFT);
      if (lost || reach < SMALL_STEP) {
        break;
      }
    }
    re = best[0];
    im = best[1];
    dx = best[2];
    dy = best[3];
    return bestCorrelation >= ALIGNED;
  }

  /**
   * Computes one Gauss-Newton step.
   *
   * @param moved b's centre, warped by {@code p}; its mean is subtracted in place
   * @param step receives the change of {@code p}
   * @return the correlation at {@code p}
   */
  private double gaussNewton(double[] moved, double[] p, double[] step) {
    double norm = withoutMean(moved);
    double dot = 0;
    for (int i = 0; i < moved.length; i++) {
      dot += fixed[i] * moved[i];
    }
    double gain = dot > 0 ? norm * norm / dot : norm;
    double[][] m = new double[4][5]; // the normal equations; the last column is the right-hand side
    double[] column = new double[4];
    double[] means = new double[4];
    double[] slope = new double[2];
    double[] rows = new double[4 * moved.length];
    for (int i = 0; i < moved.length; i++) {
      int row = i / MIDDLE;
      double x = i % MIDDLE - (MIDDLE - 1) / 2.0;
      double y = row - (MIDDLE - 1) / 2.0;
      double u = p[0] * x - p[1] * y + p[2];
      double v = p[1] * x + p[0] * y + p[3];
      slope(u, v, slope);
      double gx = slope[0];
      double gy = slope[1];
      column[0] = gx * x + gy * y;
      column[1] = gy * x - gx * y;
      column[2] = gx;
      column[3] = gy;
      for (int j = 0; j < 4; j++) {
        rows[4 * i + j] = column[j];
        means[j] += column[j] / moved.length;
      }
    }
    for (int i = 0; i < moved.length; i++) {
      double difference = gain * fixed[i] - moved[i];
      for (int j = 0; j < 4; j++) {
        double r = rows[4 * i + j] - means[j];
        for (int k = 0; k < 4; k++) {
          m[j][k] += r * (rows[4 * i + k] - means[k]);
        }
        m[j][4] += r * difference;
      }
    }
    solve(m, step);
    return norm > 0 ? dot / norm : -1;
  }

  private double correlationOfDetails(double[] blur) {
    double[] p = new double[fixed.length];
    double[] q = new double[fixed.length];
    middle(details(a, blur), 1, 0, 0, 0, p);
    middle(details(b, blur), re, im, dx, dy, q);
    normalise(p);
    normalise(q);
    double sum = 0;
    for (int i = 0; i < p.length; i++) {
      sum += p[i] * q[i];
    }
    return sum;
  }

  private static void middle(
      float[] patch, double re, double im, double dx, double dy, double[] out) {
    for (int i = 0; i < out.length; i++) {
      int row = i / MIDDLE;
      double x = i % MIDDLE - (MIDDLE - 1) / 2.0;
      double y = row - (MIDDLE - 1) / 2.0;
      out[i] = at(patch, re * x - im * y + dx, im * x + re * y + dy);
    }
  }

  /** Bilinear interpolation with a replicated border; (0, 0) is the patch's centre. */
  private static double at(float[] patch, double x, double y) {
    double u = Math.max(0, Math.min(SIDE - 1, x + (SIDE - 1) / 2.0));
    double v = Math.max(0, Math.min(SIDE - 1, y + (SIDE - 1) / 2.0));
    int i = Math.min(SIDE - 2, (int) u);
    int j = Math.min(SIDE - 2, (int) v);
    double s = u - i;
    double t = v - j;
    int k = j * SIDE + i;
    return (1 - t) * ((1 - s) * patch[k] + s * patch[k + 1])
        + t * ((1 - s) * patch[k + SIDE] + s * patch[k + SIDE + 1]);
  }

  /** The derivatives of {@link #at} along x and y, in b. */
  private void slope(double x, double y, double[] out) {
    double u = Math.max(0, Math.min(SIDE - 1, x + (SIDE - 1) / 2.0));
    double v = Math.max(0, Math.min(SIDE - 1, y + (SIDE - 1) / 2.0));
    int i = Math.min(SIDE - 2, (int) u);
    int j = Math.min(SIDE - 2, (int) v);
    double s = u - i;
    double t = v - j;
    int k = j * SIDE + i;
    out[0] = (1 - t) * (b[k + 1] - b[k]) + t * (b[k + SIDE + 1] - b[k + SIDE]);
    out[1] = (1 - s) * (b[k + SIDE] - b[k]) + s * (b[k + SIDE + 1] - b[k + 1]);
  }

  private static float[] details(float[] patch, double[] blur) {
    float[] slow = blurred(blurred(patch, 1, SIDE, blur), SIDE, 1, blur);
    for (int i = 0; i < slow.length; i++) {
      slow[i] = patch[i] - slow[i];
    }
    return slow;
  }

  /**
   * Blurs in one direction; {@code along} is the stride from pixel to pixel, {@code across} from
   * line to line.
   */
  private static float[] blurred(float[] patch, int along, int across, double[] blur) {
    float[] out = new float[patch.length];
    for (int line = 0; line < SIDE; line++) {
      for (int i = 0; i < SIDE; i++) {
        double sum = 0;
        double weights = 0;
        for (int k = Math.max(0, i - BLUR_RADIUS); k <= Math.min(SIDE - 1, i + BLUR_RADIUS); k++) {
          double weight = blur[Math.abs(k - i)];
          sum += weight * patch[line * across + k * along];
          weights += weight;
        }
        out[line * across + i * along] = (float) (sum / weights);
      }
    }
    return out;
  }

  private static double[] weights(double sigma) {
    double[] w = new double[BLUR_RADIUS + 1];
    for (int i = 0; i < w.length; i++) {
      w[i] = Math.exp(-i * i / (2 * sigma * sigma));
    }
    return w;
  }

  private static void normalise(double[] v) {
    double norm = withoutMean(v);
    for (int i = 0; i < v.length; i++) {
      v[i] = norm > 0 ? v[i] / norm : 0;
    }
  }

  /** Subtracts the mean in place; {@return the norm of the result} */
  private static double withoutMean(double[] v) {
    double mean = 0;
    for (double x : v) {
      mean += x / v.length;
    }
    double squares = 0;
    for (int i = 0; i < v.length; i++) {
      v[i] -= mean;
      squares += v[i] * v[i];
    }
    return Math.sqrt(squares);
  }

  /**
   * Gauss-Jordan elimination with partial pivoting; leaves {@code out} as it is if the equations
   * are singular.
   */
  private static void solve(double[][] m, double[] out) {
    int n = out.length;
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        if (Math.abs(m[r][c]) > Math.abs(m[pivot][c])) {
          pivot = r;
        }
      }
      double[] row = m[pivot];
      m[pivot] = m[c];
      m[c] = row;
      if (!(Math.abs(row[c]) > 1e-9)) {
        return;
      }
      for (int r = 0; r < n; r++) {
        if (r != c) {
          double factor = m[r][c] / row[c];
          for (int k = c; k <= n; k++) {
            m[r][k] -= factor * row[k];
          }
        }
      }
    }
    for (int c = 0; c < n; c++) {
      out[c] = m[c][n] / m[c][c];
    }
  }
}
