package kpnative.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.natives.NativeFacts;
import kpnative.text.PlainText;

/**
 * What a {@link SpeedBench} measured. Immutable.
 *
 * @param faces says which faces were shown
 * @param rounds how many were counted
 * @param residentBytes the resident memory of the process once the first detector had answered
 * @param rows by model, in the order of precisions and threads; at least one
 */
public record SpeedReport(String faces, int rounds, long residentBytes, List<SpeedRow> rows) {
  private static final double MEGABYTE = 1e6;

  /** An idle machine's medians differ by less from round to round. */
  private static final double BUSY = 0.1;

  /** Copies the list. */
  public SpeedReport {
    rows = List.copyOf(rows);
  }

  /** {@return the largest of the rows' spreads} */
  public double spread() {
    return rows.stream().mapToDouble(SpeedRow::spread).max().orElseThrow();
  }

  /** {@return one line a model: what to choose} */
  public List<String> choices() {
    return byModel().entrySet().stream()
        .map(model -> SpeedChoice.of(model.getKey(), model.getValue()))
        .toList();
  }

  /** {@return all of it for JSON; shares are fractions} */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("processor", NativeFacts.processor());
    map.put("instructions", NativeFacts.vectorLimit());
    map.put("java", System.getProperty("java.version"));
    map.put("faces", faces);
    map.put("rounds", rounds);
    map.put("resident_bytes", residentBytes);
    map.put("spread", spread());
    map.put("rows", rows.stream().map(SpeedRow::toMap).toList());
    map.put("choices", choices());
    return map;
  }

  /** {@return all of it for a terminal, each line ending in a newline} */
  public String toText() {
    StringBuilder text = new StringBuilder();
    line(
        text,
        "%s; oneDNN: %s; Java %s",
        NativeFacts.processor(),
        NativeFacts.vectorLimit(),
        System.getProperty("java.version"));
    line(text, "%s, %d rounds of all in turn", faces, rounds);
    byModel()
        .forEach(
            (model, of) -> {
              line(text, "%n%s", model);
              line(
                  text,
                  "  %-9s %7s %9s %8s %8s %9s %8s",
                  "precision",
                  "threads",
                  "ms a face",
                  "p95",
                  "faces/s",
                  "ready, ms",
                  "shift, %");
              for (SpeedRow row : of) {
                line(
                    text,
                    "  %-9s %7d %9.3f %8.3f %8.0f %9.0f %8.3f",
                    row.precision().label(),
                    row.threads(),
                    row.millis(),
                    row.millis95(),
                    row.perSecond(),
                    row.readyMillis(),
                    100 * row.shift());
              }
            });
    line(
        text,
        "%nms a face: median and 95th percentile of one call (crop, network, keypoints) that uses"
            + " so many threads");
    line(text, "faces/s: of so many calls at a time, each on one thread");
    line(text, "ready: from weights in memory to the first answer; a new process starts before it");
    line(text, "shift: how far the points lie from float32's, in percent of their box");
    line(
        text,
        "medians of rounds differ by up to %.0f %%: above %.0f %% the machine had other work, and"
            + " small differences mean nothing",
        100 * spread(),
        100 * BUSY);
    line(
        text,
        "resident memory of this process with one detector: %.0f MB",
        residentBytes / MEGABYTE);
    text.append(System.lineSeparator());
    choices().forEach(choice -> line(text, "%s", choice));
    return text.toString();
  }

  private Map<String, List<SpeedRow>> byModel() {
    Map<String, List<SpeedRow>> models = new LinkedHashMap<>();
    for (SpeedRow row : rows) {
      models.computeIfAbsent(row.model(), m -> new ArrayList<>()).add(row);
    }
    return models;
  }

  private static void line(StringBuilder text, String format, Object... values) {
    Object[] shown =
        Arrays.stream(values).map(v -> v instanceof String s ? PlainText.line(s) : v).toArray();
    text.append(String.format(Locale.ROOT, format, shown)).append(System.lineSeparator());
  }
}
