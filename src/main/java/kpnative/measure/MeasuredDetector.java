package kpnative.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.RegionErrors;
import kpnative.eval.Reliability;
import kpnative.infer.DetectorSpec;
import org.jspecify.annotations.Nullable;

/**
 * A detector's evaluation in the chosen boxes. Immutable.
 *
 * @param spec the detector's spec
 * @param boxes the face boxes
 * @param evaluation over all draws together
 * @param byDraw the mean NME of each draw, a fraction; a single value if the boxes are not drawn
 * @param missed the number of faces without a box in the table; they are left out of all measures
 * @param leftOut the number of pictures and annotations that could not be read; their faces are
 *     left out of all measures
 * @param reliability of the keypoints' confidences; empty if the weights are not calibrated
 * @param visibility what the keypoints' visibility is worth; empty if the network does not output
 *     it, or no points, or all, are known to be hidden
 */
public record MeasuredDetector(
    DetectorSpec spec,
    BoxChoice boxes,
    FaceEvaluation evaluation,
    List<Double> byDraw,
    int missed,
    int leftOut,
    Optional<Reliability> reliability,
    Optional<VisibilityQuality> visibility) {
  /** Copies the list. */
  public MeasuredDetector {
    byDraw = List.copyOf(byDraw);
  }

  /** {@return the error of each region of the face} */
  public RegionErrors regions() {
    return RegionErrors.of(evaluation.detector(), spec.keypointSchema(), spec.indices());
  }

  /** {@return the mean shape's error in each region of the face} */
  public RegionErrors meanShapeRegions() {
    return RegionErrors.of(evaluation.meanShape(), spec.keypointSchema(), spec.indices());
  }

  /** {@return all values, ready for JSON; errors are fractions} */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> all =
        new LinkedHashMap<>(evaluation.detector().measures().toMap());
    all.put("regions", regions().toMap());
    Map<String, @Nullable Object> mean =
        new LinkedHashMap<>(evaluation.meanShape().measures().toMap());
    mean.put("regions", meanShapeRegions().toMap());
    all.put("mean_shape", mean);
    all.put("boxes", boxes.toString());
    all.put("missed", missed);
    all.put("left_out", leftOut);
    all.put(
        "unmeasured",
        evaluation.detector().perFace().size() - evaluation.detector().measured().size());
    all.put("nme_by_draw", byDraw);
    all.put("confidence", reliability.map(Reliability::toMap).orElse(null));
    all.put("visibility", visibility.map(VisibilityQuality::toMap).orElse(null));
    return all;
  }

  /** {@return the measures as text tables, each line ending in a newline} */
  public String table() {
    StringBuilder text = new StringBuilder();
    if (!(boxes instanceof BoxChoice.Own)) {
      text.append("boxes ").append(boxes);
      if (byDraw.size() > 1) {
        text.append(", ").append(byDraw.size()).append(" draws");
      }
      if (missed > 0) {
        text.append(", ").append(missed).append(" faces without one are left out");
      }
      text.append(":\n");
    }
    text.append(evaluation.detector().measures().table(evaluation.meanShape().measures()));
    text.append(regions().table(meanShapeRegions()));
    evaluation.detector().unmeasured().ifPresent(line -> text.append(line).append('\n'));
    reliability.ifPresent(r -> text.append('\n').append(r.table()));
    visibility.ifPresent(v -> text.append('\n').append(v.table()));
    return text.toString();
  }
}
