package kpnative.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import kpnative.network.SpecMapper;

/**
 * How sure a network is of a point, from how widely its map spreads: the estimated probability that
 * the point's error is at most {@code limit} of the normaliser. Immutable.
 *
 * <p>The probability is {@code 1 / (1 + exp(-(a + b * ln sigma)))}, where sigma is the spread that
 * {@link MapSpreads} gives, in fractions of the network input's sides. It speaks of faces like
 * those it was fitted on, seen in boxes like theirs: on harder ones it promises too much.
 *
 * @param a the logit at a spread of a whole side
 * @param b its slope over ln sigma; negative where a wide map means a worse point
 * @param limit the error that counts as a hit, a fraction of the normaliser
 * @param normaliser what errors are divided by: {@code inter-ocular} or {@code box}
 * @param faces on how many it was fitted
 */
/* Fitted by maximum likelihood with Newton's method: two unknowns, a convex problem. Hits and misses
 * count as (n + 1) / (n + 2) and 1 / (n + 2) of their numbers instead of 1 and 0 [1], so that a fit
 * exists where all points are hits, or the two can be told apart by sigma alone.
 *
 * [1] Platt 1999, Probabilistic Outputs for Support Vector Machines. */
public record ConfidenceCalibration(
    double a, double b, double limit, String normaliser, int faces) {

  /** The metadata's key, in a weight file, for the calibration as JSON. */
  public static final String KEY = "kpnative.confidence";

  /** The error that counts as a hit where nothing else is asked for: 5 % of the normaliser. */
  public static final double LIMIT = 0.05;

  /** A sharper map says no more: a hundredth of a pixel of the input, at 100 pixels a side. */
  private static final double SHARPEST = 1e-4;

  private static final double LARGEST = 1e4;
  private static final int MOST_STEPS = 100;
  private static final double DONE = 1e-10; // of the logit

  /** Rejects coefficients that are not finite or absurdly large, and a limit that is none. */
  public ConfidenceCalibration {
    if (!(Math.abs(a) <= LARGEST) || !(Math.abs(b) <= LARGEST)) { // also catches NaN
      throw new IllegalArgumentException(
          "a and b of a confidence must be within 10000 of 0, got " + a + " and " + b);
    }
    if (!(limit > 0 && limit <= 1) || faces < 1) {
      throw new IllegalArgumentException(
          "a confidence needs a limit in (0, 1] and at least 1 face, got "
              + (limit + " and " + faces));
    }
  }

  /**
   * {@return the calibration that fits these points best, of {@link #LIMIT} inter-ocular distances}
   *
   * @param sigma spreads of points' maps
   * @param within whether each point's error was at most the limit
   */
  public static ConfidenceCalibration of(double[] sigma, boolean[] within) {
    return of(sigma, within, LIMIT, "inter-ocular", sigma.length);
  }

  /**
   * {@return the calibration that fits these points best}
   *
   * @param sigma spreads of points' maps, 0 to 1
   * @param within whether each point's error was at most {@code limit}
   * @param limit a fraction of the normaliser
   * @param normaliser its name
   * @param faces on which the points lie
   * @throws IllegalArgumentException if there is no point, another number of answers, or a spread
   *     that is not a number
   */
  public static ConfidenceCalibration of(
      double[] sigma, boolean[] within, double limit, String normaliser, int faces) {
    if (sigma.length == 0 || sigma.length != within.length) {
      throw new IllegalArgumentException(
          "a calibration needs points with an answer each, got "
              + (sigma.length + " and " + within.length));
    }
    double[] x = new double[sigma.length];
    int hits = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = feature(sigma[i]);
      hits += within[i] ? 1 : 0;
    }
    double hit = (hits + 1.0) / (hits + 2.0);
    double miss = 1.0 / (x.length - hits + 2.0);
    double share = (hits * hit + (x.length - hits) * miss) / x.length;
    double[] ab = {Math.log(share / (1 - share)), 0};
    double loss = loss(x, within, hit, miss, ab[0], ab[1]);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] move = newton(x, within, hit, miss, ab);
      double size = 1;
      double next = loss(x, within, hit, miss, ab[0] + move[0], ab[1] + move[1]);
      while (!(next <= loss) && size > DONE) { // far from the top a whole step may overshoot
        size /= 2;
        next = loss(x, within, hit, miss, ab[0] + size * move[0], ab[1] + size * move[1]);
      }
      if (!(next <= loss)) {
        break;
      }
      ab[0] += size * move[0];
      ab[1] += size * move[1];
      loss = next;
      if (Math.abs(move[0]) + Math.abs(move[1]) < DONE) {
        break;
      }
    }
    return new ConfidenceCalibration(ab[0], ab[1], limit, normaliser, faces);
  }

  /**
   * {@return the calibration in a weight file's metadata; empty where it has none}
   *
   * @param file names the file in messages
   * @throws IOException if it is not valid
   */
  public static Optional<ConfidenceCalibration> of(Map<String, String> metadata, String file)
      throws IOException {
    String json = metadata.get(KEY);
    if (json == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(SpecMapper.json().readValue(json, ConfidenceCalibration.class));
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + ": the confidence's description is not valid: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * {@return the estimated probability, 0 to 1, that the point's error is at most {@link #limit}}
   *
   * @param sigma the spread of its map, a fraction of the input's sides
   */
  public double confidence(double sigma) {
    return probability(a + b * feature(sigma));
  }

  /** {@return this as JSON, for the metadata} */
  public String toJson() {
    try {
      return SpecMapper.json().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double feature(double sigma) {
    if (!(sigma >= 0)) {
      throw new IllegalArgumentException("a map's spread must be at least 0, got " + sigma);
    }
    return Math.log(Math.max(sigma, SHARPEST));
  }

  private static double probability(double logit) {
    return 1 / (1 + Math.exp(-logit));
  }

  /** {@return the negative log-likelihood} */
  private static double loss(
      double[] x, boolean[] within, double hit, double miss, double a, double b) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double logit = a + b * x[i];
      // ln(1 + exp(z)) without an overflow
      double both = Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit)));
      sum += both - (within[i] ? hit : miss) * logit;
    }
    return sum;
  }

  /** {@return how far Newton's step leads} */
  private static double[] newton(
      double[] x, boolean[] within, double hit, double miss, double[] ab) {
    double ga = 0;
    double gb = 0;
    double haa = 1e-9; // keeps the step finite where all spreads are equal
    double hab = 0;
    double hbb = 1e-9;
    for (int i = 0; i < x.length; i++) {
      double p = probability(ab[0] + ab[1] * x[i]);
      double off = (within[i] ? hit : miss) - p;
      double weight = p * (1 - p);
      ga += off;
      gb += off * x[i];
      haa += weight;
      hab += weight * x[i];
      hbb += weight * x[i] * x[i];
    }
    double det = haa * hbb - hab * hab;
    return new double[] {(hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det};
  }
}
