package kpnative.infer;

import java.util.Arrays;

/**
 * {@code 1 / (1 + exp(-(a + b * ln sigma)))}: the probability of a hit as a function of the
 * standard deviation of a heatmap.
 *
 * @param a the logit at a standard deviation of the whole side
 * @param b the slope over ln sigma; negative if a wider heatmap means a worse point
 */
/* Fitted by maximum likelihood with Newton's method: two unknowns, a convex problem. The targets
 * of n hits and m misses are (n + 1) / (n + 2) and 1 / (m + 2) instead of 1 and 0 [1], so that the
 * fit exists even if all points are hits or sigma separates hits from misses.
 *
 * [1] Platt 1999, Probabilistic Outputs for Support Vector Machines. */
record LogisticCurve(double a, double b) {
  /**
   * The inverse variance of the Gaussian prior on the slope. It is negligible for some hundred
   * points and makes the slope 0 if all standard deviations are equal.
   */
  private static final double PRIOR = 1.0 / (30 * 30);

  /** The lower bound of sigma: a hundredth of a pixel, at 100 pixels a side. */
  private static final double MIN_SIGMA = 1e-4;

  private static final int MAX_STEPS = 100;
  private static final double TOLERANCE = 1e-10; // of the coefficients

  /**
   * {@return the maximum-likelihood curve of these points}
   *
   * @param sigma standard deviations, fractions of a side; at least one
   * @param hit whether each point is a hit
   */
  static LogisticCurve of(double[] sigma, boolean[] hit) {
    return ofNumbers(Arrays.stream(sigma).map(LogisticCurve::feature).toArray(), hit);
  }

  /**
   * {@return the maximum-likelihood curve over any numbers, which stand for ln sigma}
   *
   * @param x at least one
   * @param hit whether each point is a hit
   */
  static LogisticCurve ofNumbers(double[] x, boolean[] hit) {
    if (x.length == 0 || x.length != hit.length) {
      throw new IllegalArgumentException(
          "a curve needs one hit or miss per number, at least one, got "
              + (x.length + " and " + hit.length));
    }
    double[] y = new double[x.length];
    int hits = 0;
    for (int i = 0; i < x.length; i++) {
      hits += hit[i] ? 1 : 0;
    }
    double mean = 0;
    for (int i = 0; i < x.length; i++) {
      y[i] = hit[i] ? (hits + 1.0) / (hits + 2.0) : 1.0 / (x.length - hits + 2.0);
      mean += y[i] / x.length;
    }
    LogisticCurve curve = new LogisticCurve(Math.log(mean / (1 - mean)), 0);
    double loss = curve.loss(x, y);
    for (int step = 0; step < MAX_STEPS; step++) {
      double[] move = curve.newton(x, y);
      double size = 1;
      LogisticCurve next = curve.moved(move, size);
      while (!(next.loss(x, y) <= loss) && size > TOLERANCE) { // halve the step while it overshoots
        size /= 2;
        next = curve.moved(move, size);
      }
      if (!(next.loss(x, y) <= loss)) {
        break;
      }
      curve = next;
      loss = curve.loss(x, y);
      if (Math.abs(move[0]) + Math.abs(move[1]) < TOLERANCE) {
        break;
      }
    }
    return curve;
  }

  /** {@return the probability, 0 to 1} */
  double at(double sigma) {
    return probability(feature(sigma));
  }

  /** {@return the probability, 0 to 1, at a number that stands for ln sigma} */
  double probability(double x) {
    return 1 / (1 + Math.exp(-(a + b * x)));
  }

  private static double feature(double sigma) {
    if (!(sigma >= 0)) {
      throw new IllegalArgumentException("a standard deviation must be at least 0, got " + sigma);
    }
    return Math.log(Math.max(sigma, MIN_SIGMA));
  }

  private LogisticCurve moved(double[] move, double size) {
    return new LogisticCurve(a + size * move[0], b + size * move[1]);
  }

  /** {@return the negative log-posterior, up to a constant} */
  private double loss(double[] x, double[] y) {
    double sum = PRIOR * b * b / 2;
    for (int i = 0; i < x.length; i++) {
      double logit = a + b * x[i];
      // ln(1 + exp(logit)) without an overflow
      sum += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - y[i] * logit;
    }
    return sum;
  }

  /** {@return Newton's step in a and b} */
  private double[] newton(double[] x, double[] y) {
    double ga = 0;
    double gb = 0;
    double haa = 1e-9;
    double hab = 0;
    double hbb = PRIOR;
    for (int i = 0; i < x.length; i++) {
      double p = probability(x[i]);
      double weight = p * (1 - p);
      ga += y[i] - p;
      gb += (y[i] - p) * x[i];
      haa += weight;
      hab += weight * x[i];
      hbb += weight * x[i] * x[i];
    }
    gb -= PRIOR * b;
    double det = haa * hbb - hab * hab;
    return new double[] {(hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det};
  }
}
