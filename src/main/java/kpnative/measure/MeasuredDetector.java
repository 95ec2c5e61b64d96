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
 * A detector measured on faces, in the boxes of a choice.
 *
 * @param spec what was measured
 * @param boxes in which the faces were shown
 * @param evaluation over all draws together
 * @param byDraw the mean NME of each draw, a fraction; one number where the boxes are not drawn
 * @param missed faces for which a table had no box; they are in none of the measures
 * @param reliability of the points' confidence, where the weights have one
 */
public record MeasuredDetector(
    DetectorSpec spec,
    BoxChoice boxes,
    FaceEvaluation evaluation,
    List<Double> byDraw,
    int missed,
    Optional<Reliability> reliability) {
  /** Copies the list. */
  public MeasuredDetector {
    byDraw = List.copyOf(byDraw);
  }

  /** {@return the error of each part of the face} */
  public RegionErrors regions() {
    return RegionErrors.of(evaluation.detector(), spec.keypointSchema(), spec.indices());
  }

  /** {@return the mean shape's error of each part of the face} */
  public RegionErrors meanShapeRegions() {
    return RegionErrors.of(evaluation.meanShape(), spec.keypointSchema(), spec.indices());
  }

  /** {@return all of it for JSON, errors as fractions} */
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
    all.put("nme_by_draw", byDraw);
    all.put("confidence", reliability.map(Reliability::toMap).orElse(null));
    return all;
  }

  /** {@return the measures as text tables, each line ended by a newline} */
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
    reliability.ifPresent(r -> text.append('\n').append(r.table()));
    return text.toString();
  }
}
