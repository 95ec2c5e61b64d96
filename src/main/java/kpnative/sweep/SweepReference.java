package kpnative.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reference numbers for the runs of a sweep, such as published ones, shown beside the measured
 * numbers.
 *
 * @param title the source of the numbers; empty if there are none
 * @param columns the numbers as text, by column name and then by run label
 */
public record SweepReference(String title, Map<String, Map<String, String>> columns) {
  /** No reference numbers. */
  public static final SweepReference NONE = new SweepReference("", Map.of());

  /** Copies the maps, keeping their order. */
  public SweepReference {
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    columns.forEach(
        (name, cells) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(cells))));
    columns = Collections.unmodifiableMap(copy);
  }
}
