package kpnative.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.text.SpecMapper;

/**
 * How sure a network is of a point, from how widely its map spreads: the estimated probability that
 * the point's error is at most {@code limit} of the normaliser. Immutable.
 *
 * <p>The probability of keypoint k is {@code 1 / (1 + exp(-(a[k] + b[k] * ln sigma)))}, where sigma
 * is the standard deviation that {@link DetectorSession#detect} gives, in fractions of the network
 * input's sides. It speaks of faces like those it was fitted on, seen in boxes like theirs: on
 * harder ones it promises too much.
 *
 * <p>Points of one part of the face share their numbers: the jaw's maps are wide along the jaw, so
 * the same spread means less there. On the 201 validation faces of a 68-point network of 300-W, the
 * expected calibration error was 0.032 with one curve for all points and 0.009 with one a part.
 *
 * @param a for each keypoint, the logit at a spread of a whole side
 * @param b its slope over ln sigma; negative where a wide map means a worse point
 * @param limit the error that counts as a hit, a fraction of the normaliser
 * @param normaliser what errors are divided by: {@code inter-ocular} or {@code box}
 * @param faces on how many it was fitted
 */
public record ConfidenceCalibration(
    List<Double> a, List<Double> b, double limit, String normaliser, int faces) {

  /** The metadata's key, in a weight file, for the calibration as JSON. */
  public static final String KEY = "kpnative.confidence";

  /** The error that counts as a hit where nothing else is asked for: 5 % of the normaliser. */
  public static final double LIMIT = 0.05;

  private static final double LARGEST = 1e4;

  /** Rejects numbers that are absurdly large or not as many, and a limit that is none. */
  public ConfidenceCalibration {
    a = List.copyOf(a);
    b = List.copyOf(b);
    if (a.isEmpty() || a.size() != b.size()) {
      throw new IllegalArgumentException(
          "a confidence needs an a and a b for each keypoint, got "
              + a.size()
              + " and "
              + b.size());
    }
    for (int k = 0; k < a.size(); k++) {
      if (!(Math.abs(a.get(k)) <= LARGEST) || !(Math.abs(b.get(k)) <= LARGEST)) { // or NaN
        throw new IllegalArgumentException(
            "a and b of a confidence must be within 10000 of 0, got "
                + (a.get(k) + " and " + b.get(k)));
      }
    }
    if (!(limit > 0 && limit <= 1) || faces < 1) {
      throw new IllegalArgumentException(
          "a confidence needs a limit in (0, 1] and at least 1 face, got "
              + (limit + " and " + faces));
    }
  }

  /**
   * {@return the calibration that fits the points of these faces best}
   *
   * @param sigma for each face, the spreads of its keypoints' maps, {@code [K]}
   * @param error for each face, the normalised errors of its keypoints, {@code [K]}
   * @param groups of keypoints, positions from 0 to K - 1, that share a curve; the rest share one,
   *     too
   * @param limit the error that counts as a hit
   * @param normaliser the name of what the errors are divided by
   * @throws IllegalArgumentException if there is no face, or not as many errors as spreads
   */
  public static ConfidenceCalibration of(
      List<double[]> sigma,
      List<double[]> error,
      List<List<Integer>> groups,
      double limit,
      String normaliser) {
    if (sigma.isEmpty() || sigma.size() != error.size()) {
      throw new IllegalArgumentException(
          "a confidence is fitted to faces with spreads and errors, got "
              + (sigma.size() + " and " + error.size()));
    }
    int count = sigma.get(0).length;
    List<Double> a = new ArrayList<>(Collections.nCopies(count, 0.0));
    List<Double> b = new ArrayList<>(Collections.nCopies(count, 0.0));
    List<Integer> rest = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      rest.add(k);
    }
    List<List<Integer>> all = new ArrayList<>(groups);
    groups.forEach(rest::removeAll);
    all.add(rest);
    for (List<Integer> group : all) {
      if (!group.isEmpty()) {
        LogisticCurve curve = fit(sigma, error, group, limit);
        group.forEach(
            k -> {
              a.set(k, curve.a());
              b.set(k, curve.b());
            });
      }
    }
    return new ConfidenceCalibration(a, b, limit, normaliser, sigma.size());
  }

  private static LogisticCurve fit(
      List<double[]> sigma, List<double[]> error, List<Integer> group, double limit) {
    double[] spread = new double[sigma.size() * group.size()];
    boolean[] hit = new boolean[spread.length];
    int n = 0;
    for (int i = 0; i < sigma.size(); i++) {
      for (int k : group) {
        spread[n] = sigma.get(i)[k];
        hit[n] = error.get(i)[k] <= limit;
        n++;
      }
    }
    return LogisticCurve.of(spread, hit);
  }

  /**
   * {@return the calibration in a weight file's metadata; empty where it has none}
   *
   * @param keypoints how many the detector finds
   * @param file names the file in messages
   * @throws IOException if it is not valid, or of another number of keypoints
   */
  public static Optional<ConfidenceCalibration> of(
      Map<String, String> metadata, int keypoints, String file) throws IOException {
    String json = metadata.get(KEY);
    if (json == null) {
      return Optional.empty();
    }
    try {
      ConfidenceCalibration read = SpecMapper.json().readValue(json, ConfidenceCalibration.class);
      if (read.a.size() != keypoints) {
        throw new IOException(
            file
                + ": a confidence of "
                + keypoints
                + " keypoints was expected, got one of "
                + read.a.size());
      }
      return Optional.of(read);
    } catch (JsonProcessingException e) {
      throw new IOException(
          file + ": the confidence's description is not valid: " + e.getOriginalMessage(), e);
    }
  }

  /**
   * {@return the estimated probability, 0 to 1, that a point's error is at most {@link #limit()}}
   *
   * @param k which of the keypoints, in the order that they are found, from 0
   * @param sigma the spread of its map, a fraction of the input's sides, at least 0
   */
  public double confidence(int k, double sigma) {
    return new LogisticCurve(a.get(k), b.get(k)).at(sigma);
  }

  /**
   * {@return the confidence in each point, 0 to 1}
   *
   * @param spreads of the points, as {@link #confidence} takes them
   */
  public List<Double> confidences(float[] spreads) {
    List<Double> all = new ArrayList<>();
    for (int k = 0; k < spreads.length; k++) {
      all.add(confidence(k, spreads[k]));
    }
    return all;
  }

  /** {@return this as JSON, for the metadata} */
  public String toJson() {
    try {
      return SpecMapper.json().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
