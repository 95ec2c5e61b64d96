package kpnative.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.plan.Precision;

/**
 * The speed of one variant.
 *
 * @param model names the weights
 * @param precision what the network computes in
 * @param threads how many threads one call uses, and how many calls at a time {@code perSecond}
 *     counts
 * @param millis the median time of one call that uses these threads, milliseconds
 * @param millis95 the time that 95 % of those calls do not exceed, milliseconds
 * @param perSecond faces a second when as many calls run at a time, each on one thread
 * @param readyMillis from the weights in memory to the first answer, milliseconds: the network is
 *     compiled in it
 * @param shift how far the points lie from those of the same weights in float32, on average, as a
 *     fraction of the longer side of the box around the points; 0 for float32 itself
 * @param spread the largest difference between the medians of two rounds, divided by {@code millis}
 */
public record SpeedRow(
    String model,
    Precision precision,
    int threads,
    double millis,
    double millis95,
    double perSecond,
    double readyMillis,
    double shift,
    double spread) {

  /** {@return the row for JSON, with fractions} */
  Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("model", model);
    map.put("precision", precision.label());
    map.put("threads", threads);
    map.put("ms_median", millis);
    map.put("ms_p95", millis95);
    map.put("faces_per_second", perSecond);
    map.put("ms_ready", readyMillis);
    map.put("shift", shift);
    map.put("spread", spread);
    return map;
  }
}
