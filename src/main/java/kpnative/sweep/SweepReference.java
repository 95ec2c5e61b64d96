package kpnative.sweep;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Somebody else's numbers for the runs of a sweep, shown beside ours.
 *
 * @param title whose they are; empty where there are none
 * @param columns by the column's name and then by the run's label, as text
 */
public record SweepReference(String title, Map<String, Map<String, String>> columns) {
  /** Nobody's. */
  public static final SweepReference NONE = new SweepReference("", Map.of());

  /** Copies the maps, keeping their order. */
  public SweepReference {
    Map<String, Map<String, String>> copy = new LinkedHashMap<>();
    columns.forEach(
        (name, cells) -> copy.put(name, Collections.unmodifiableMap(new LinkedHashMap<>(cells))));
    columns = Collections.unmodifiableMap(copy);
  }
}
