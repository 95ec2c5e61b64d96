package kpnative.eval;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The error of a model, or of the mean shape, over a set of faces. Fractions, not percent.
 *
 * <p>Normalised input coordinates are {@code (x + 0.5) / width}, {@code (y + 0.5) / height} of the
 * network's input: 0 is the picture's left or upper edge, 1 the opposite one.
 *
 * @param n faces
 * @param mse the mean over faces, predicted keypoints and both coordinates of the squared error in
 *     normalised input coordinates
 * @param maeSum the mean over faces of the sum over predicted keypoints of |dx| + |dy| in
 *     normalised input coordinates; it grows with the number of keypoints
 * @param contestMaePx the mean over faces, predicted keypoints and both coordinates of the absolute
 *     error, in the photograph's pixels
 * @param nmeInterocular the mean NME over the outer eye corners' distance; empty if the schema
 *     lacks them
 * @param nmeInterpupil the mean NME over the pupils' distance; empty if the schema lacks them
 * @param nmeBox the mean NME over the root of the area of the true keypoints' extent; NaN where the
 *     schema has a single keypoint
 * @param auc08 the area under the curve of inter-ocular errors up to 0.08, divided by 0.08
 * @param fr08 the share of faces whose inter-ocular NME is above 0.08
 */
public record Measures(
    int n,
    double mse,
    double maeSum,
    double contestMaePx,
    OptionalDouble nmeInterocular,
    OptionalDouble nmeInterpupil,
    double nmeBox,
    OptionalDouble auc08,
    OptionalDouble fr08) {

  /**
   * {@return the measures by their names in files, in a fixed order, ready for JSON} What the
   * schema lacks the points for is null.
   */
  public Map<String, @Nullable Number> toMap() {
    Map<String, @Nullable Number> map = new LinkedHashMap<>();
    map.put("n", n);
    map.put("mse", known(mse));
    map.put("mae_sum", known(maeSum));
    map.put("contest_mae_px", known(contestMaePx));
    map.put("nme_interocular", known(nmeInterocular.orElse(Double.NaN)));
    map.put("nme_interpupil", known(nmeInterpupil.orElse(Double.NaN)));
    map.put("nme_box", known(nmeBox));
    map.put("auc08", known(auc08.orElse(Double.NaN)));
    map.put("fr08", known(fr08.orElse(Double.NaN)));
    return map;
  }

  /**
   * {@return a text table of these measures beside the mean shape's: a header and a line a measure,
   * each ended by a newline} The ratio is model over mean shape: below 1 is better for errors,
   * above 1 for {@code auc08}.
   *
   * @param meanShape the same measures of the mean shape on the same faces; null leaves out its two
   *     columns
   */
  public String table(@Nullable Measures meanShape) {
    StringBuilder text = new StringBuilder();
    row(text, "measure", "model", meanShape == null ? "" : "mean shape", "ratio");
    Map<String, @Nullable Number> beside = meanShape == null ? Map.of() : meanShape.toMap();
    toMap()
        .forEach(
            (name, model) -> {
              Number other = beside.get(name);
              row(
                  text,
                  name,
                  number(model),
                  meanShape == null ? "" : number(other),
                  name.equals("n") ? "" : ratio(model, other));
            });
    return text.toString();
  }

  private static void row(
      StringBuilder text, String name, String model, String meanShape, String ratio) {
    String line =
        meanShape.isEmpty()
            ? String.format(Locale.ROOT, "%-16s%10s", name, model)
            : String.format(Locale.ROOT, "%-16s%10s%14s%10s", name, model, meanShape, ratio);
    text.append(line.stripTrailing()).append('\n');
  }

  private static String number(@Nullable Number value) {
    if (value == null) {
      return "-";
    }
    if (value instanceof Integer) {
      return value.toString();
    }
    double d = value.doubleValue();
    // Four digits that count, also for the small squared errors.
    int decimals =
        d == 0 ? 4 : (int) Math.max(2, Math.min(8, 3 - Math.floor(Math.log10(Math.abs(d)))));
    return String.format(Locale.ROOT, "%." + decimals + "f", d);
  }

  private static String ratio(@Nullable Number model, @Nullable Number meanShape) {
    if (model == null || meanShape == null || meanShape.doubleValue() == 0) {
      return "-";
    }
    return String.format(Locale.ROOT, "%.3f", model.doubleValue() / meanShape.doubleValue());
  }

  private static @Nullable Number known(double value) {
    return Double.isNaN(value) ? null : (Number) value;
  }
}
