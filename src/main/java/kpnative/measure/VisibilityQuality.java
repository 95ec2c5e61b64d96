package kpnative.measure;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kpnative.eval.Reliability;
import org.jspecify.annotations.Nullable;

/**
 * What a detector's visibility of keypoints is worth. Immutable.
 *
 * @param area under the receiver operating characteristic, of visible against hidden points, 0 to 1
 * @param hidden the number of hidden points
 * @param visible the number of visible ones
 * @param reliability of the calibrated probabilities; empty without a calibration
 */
public record VisibilityQuality(
    double area, int hidden, int visible, Optional<Reliability> reliability) {
  /** {@return all values, ready for JSON} */
  public Map<String, @Nullable Object> toMap() {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put("area", area);
    map.put("hidden", hidden);
    map.put("visible", visible);
    map.put("reliability", reliability.map(Reliability::toMap).orElse(null));
    return map;
  }

  /** {@return the values as text, each line ending in a newline} */
  public String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "visibility: area under the ROC %.4f, of %d hidden and %d visible points%n",
            area,
            hidden,
            visible));
    reliability.ifPresent(
        r ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "visibility: expected calibration error %.4f%n",
                    r.expectedCalibrationError())));
    return text.toString();
  }
}
