package kpnative.infer;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import kpnative.text.SpecMapper;

/**
 * A logistic curve for each keypoint, of which those of one part of the face share one: what a
 * confidence and a visibility are calibrated by.
 *
 * @param a for each keypoint, its curve's {@link LogisticCurve#a}
 * @param b for each keypoint, its curve's {@link LogisticCurve#b}
 */
record PointCurves(List<Double> a, List<Double> b) {
  private static final double LARGEST = 1e4;

  /**
   * {@return a copy of curves that a calibration may have}
   *
   * @param what the calibration, for messages
   * @throws IllegalArgumentException if there are none, not as many a as b, or too large ones
   */
  static PointCurves checked(String what, List<Double> a, List<Double> b) {
    PointCurves curves = new PointCurves(List.copyOf(a), List.copyOf(b));
    if (a.isEmpty() || a.size() != b.size()) {
      throw new IllegalArgumentException(
          what + " needs one a and one b per keypoint, got " + a.size() + " and " + b.size());
    }
    for (int k = 0; k < a.size(); k++) {
      if (!(Math.abs(a.get(k)) <= LARGEST) || !(Math.abs(b.get(k)) <= LARGEST)) { // or NaN
        throw new IllegalArgumentException(
            "a and b of "
                + what
                + " must be -10000 to 10000, got "
                + (a.get(k) + " and " + b.get(k)));
      }
    }
    return curves;
  }

  /**
   * {@return the curves that were fitted}
   *
   * @param count K, how many keypoints there are
   * @param groups keypoints that share a curve, as positions from 0 to K - 1; all others share one
   * @param fit the curve of some keypoints, at least one
   */
  static PointCurves of(
      int count, List<List<Integer>> groups, Function<List<Integer>, LogisticCurve> fit) {
    List<Double> a = new ArrayList<>(Collections.nCopies(count, 0.0));
    List<Double> b = new ArrayList<>(Collections.nCopies(count, 0.0));
    List<Integer> rest = new ArrayList<>(IntStream.range(0, count).boxed().toList());
    groups.forEach(rest::removeAll);
    List<List<Integer>> all = new ArrayList<>(groups);
    all.add(rest);
    for (List<Integer> group : all) {
      if (!group.isEmpty()) {
        LogisticCurve curve = fit.apply(group);
        for (int k : group) {
          a.set(k, curve.a());
          b.set(k, curve.b());
        }
      }
    }
    return new PointCurves(a, b);
  }

  /**
   * {@return a calibration in a weight file's metadata; empty if it has none}
   *
   * @param what the calibration, for messages, such as {@code confidence calibration}
   * @param counted how many keypoints one is for
   * @param keypoints how many the detector finds
   * @param file names the file in messages
   * @throws IOException if it is invalid, or has another number of keypoints
   */
  static <T> Optional<T> read(
      Map<String, String> metadata,
      String key,
      Class<T> type,
      String what,
      ToIntFunction<T> counted,
      int keypoints,
      String file)
      throws IOException {
    String json = metadata.get(key);
    if (json == null) {
      return Optional.empty();
    }
    T read = SpecMapper.read(json, type, file + ": the " + what);
    if (counted.applyAsInt(read) != keypoints) {
      throw new IOException(
          file
              + ": expected a "
              + what
              + " for "
              + keypoints
              + " keypoints, got one for "
              + counted.applyAsInt(read));
    }
    return Optional.of(read);
  }

  /** {@return a calibration as JSON, for the metadata} */
  static String json(Object calibration) {
    try {
      return SpecMapper.json().writeValueAsString(calibration);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
