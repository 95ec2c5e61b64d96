package kpnative.eval;

import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import kpnative.keypoints.FaceRegion;
import kpnative.keypoints.KeypointSchema;

/**
 * The mean normalised error of each region of the face, as a fraction; the normaliser is {@link
 * Evaluation#normaliser()}.
 *
 * @param byRegion the regions with at least one predicted keypoint
 */
public record RegionErrors(Map<FaceRegion, Double> byRegion) {
  /** Copies the map in the order of the regions. */
  public RegionErrors {
    Map<FaceRegion, Double> copy = new EnumMap<>(FaceRegion.class);
    copy.putAll(byRegion);
    byRegion = Collections.unmodifiableMap(copy);
  }

  /**
   * {@return the errors of an evaluation by region}
   *
   * @param indices the predicted keypoints' indices in the schema, in the evaluation's order
   */
  public static RegionErrors of(Evaluation evaluation, KeypointSchema schema, int[] indices) {
    Map<FaceRegion, Double> means = new EnumMap<>(FaceRegion.class);
    for (FaceRegion region : FaceRegion.values()) {
      List<Integer> points = region.indices(schema);
      IntStream.range(0, indices.length)
          .filter(i -> points.contains(indices[i]))
          .mapToDouble(i -> evaluation.perKeypoint().get(i))
          .filter(error -> !Double.isNaN(error))
          .average()
          .ifPresent(mean -> means.put(region, mean));
    }
    return new RegionErrors(means);
  }

  /** {@return the errors by the regions' names, ready for JSON} */
  public Map<String, Double> toMap() {
    Map<String, Double> map = new LinkedHashMap<>();
    byRegion.forEach((region, error) -> map.put(region.toString(), error));
    return map;
  }

  /**
   * {@return one line per region, each ending in a newline: its name, the error, the mean shape's
   * error and their ratio}
   *
   * @param meanShape the mean shape's errors on the same faces
   */
  public String table(RegionErrors meanShape) {
    StringBuilder text = new StringBuilder();
    byRegion.forEach(
        (region, error) -> {
          double other = meanShape.byRegion.getOrDefault(region, Double.NaN);
          text.append(
              String.format(
                  Locale.ROOT,
                  "%-16s%10.5f%14.5f%10.3f%n",
                  "nme_" + region,
                  error,
                  other,
                  error / other));
        });
    return text.toString();
  }
}
