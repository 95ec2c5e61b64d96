package kpnative.eval;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The errors of a model, or of the mean shape, over a set of faces. Fractions, not percent.
 * Immutable.
 *
 * <p>Normalised input coordinates are {@code (x + 0.5) / width}, {@code (y + 0.5) / height} of the
 * network's input: 0 is the input's left or top edge, 1 the right or bottom one.
 *
 * @param n the number of faces
 * @param mse the mean squared error over faces, predicted keypoints and both coordinates, in
 *     normalised input coordinates
 * @param maeSum the mean over faces of the sum over predicted keypoints of |dx| + |dy| in
 *     normalised input coordinates; it grows with the number of keypoints
 * @param contestMaePx the mean absolute error over faces, predicted keypoints and both coordinates,
 *     in the photograph's pixels. These three are of the keypoints that the faces have
 * @param nmeInterocular the mean NME, normalised by the distance of the outer eye corners; empty if
 *     the schema lacks them
 * @param nmeInterpupil the mean NME, normalised by the distance of the pupils; empty if the schema
 *     lacks them
 * @param nmeBox the mean NME, normalised by the square root of the area of the ground-truth
 *     keypoints' bounding box; NaN if the schema has a single keypoint
 * @param auc08 the area under the CED of inter-ocular NME up to 0.08, divided by 0.08; empty if the
 *     schema lacks eye corners
 * @param fr08 the fraction of faces whose inter-ocular NME is above 0.08; empty if the schema lacks
 *     eye corners
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
   * {@return the measures by their names in files, in a fixed order, ready for JSON} A measure
   * whose keypoints the schema lacks is null.
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
   * {@return a text table of these measures beside the mean shape's: a header and one line per
   * measure, each ending in a newline} The ratio is model over mean shape: below 1 is better for
   * errors, above 1 for {@code auc08}.
   *
   * @param meanShape the mean shape's measures on the same faces; null omits its two columns
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
    // Four significant digits, also for the small squared errors.
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
