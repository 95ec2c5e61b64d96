package kpnative.keypoints;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Some keypoints of a schema in an order, as people write them: items with commas between, each an
 * index from 0 ({@code 30}), a range, also a falling one ({@code 36-41}, {@code 16-9}), the name of
 * a point or that of a group ({@code nose_tip}, {@code left_eye}).
 *
 * <p>What looks like an index or a range is one, even if a point is called so.
 */
final class PointSelection {
  private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
  private static final int SHOWN = 60;
  private static final int MOST_NAMES = 12; // in a message

  private final List<String> names;
  private final Map<String, List<Integer>> groups;
  private final Map<String, Integer> byName = new HashMap<>();

  PointSelection(List<String> names, Map<String, List<Integer>> groups) {
    this.names = names;
    this.groups = groups;
    for (int k = 0; k < names.size(); k++) {
      byName.put(names.get(k), k);
    }
  }

  /**
   * {@return the indices that a text selects, in its order}
   *
   * @throws IllegalArgumentException if an item is none of the schema's, or there are more than its
   *     points
   */
  List<Integer> indices(String text) {
    List<Integer> all = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      add(all, part.strip());
      if (all.size() > names.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "must select each of the %d points at most once, got '%s'",
                names.size(),
                shown(text)));
      }
    }
    return all;
  }

  /** {@return the index of the point of this name; empty if none has it} */
  Optional<Integer> point(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  private void add(List<Integer> all, String item) {
    Matcher range = RANGE.matcher(item);
    if (range.matches()) {
      int first = index(range.group(1), item);
      int last = range.group(2) == null ? first : index(range.group(2), item);
      int step = first <= last ? 1 : -1;
      for (int k = first; k != last + step; k += step) {
        all.add(k);
      }
      return;
    }
    Integer point = byName.get(item);
    List<Integer> group = groups.get(item);
    if (point != null) {
      all.add(point);
    } else if (group != null) {
      all.addAll(group);
    } else {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "must name points, groups or indices from 0 to %d, got '%s'; there %s",
              names.size() - 1,
              shown(item),
              groups.isEmpty() ? "are the points " + some() : "are the groups " + groups.keySet()));
    }
  }

  private String some() {
    return String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())))
        + (names.size() > MOST_NAMES ? ", ..." : "");
  }

  private int index(String digits, String item) {
    int k = Integer.parseInt(digits);
    if (k >= names.size()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "must have indices from 0 to %d, got '%s'", names.size() - 1, item));
    }
    return k;
  }

  /** {@return the text that selects these indices, with ranges where they run on} */
  static String text(List<Integer> indices) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < indices.size(); ) {
      int end = i + 1;
      if (end < indices.size() && Math.abs(indices.get(end) - indices.get(i)) == 1) {
        int step = indices.get(end) - indices.get(i);
        while (end < indices.size() && indices.get(end) - indices.get(end - 1) == step) {
          end++;
        }
      }
      text.append(text.isEmpty() ? "" : ",").append(indices.get(i));
      if (end - i > 1) {
        text.append('-').append(indices.get(end - 1));
      }
      i = end;
    }
    return text.toString();
  }

  private static String shown(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN - 3) + "..." : line;
  }
}
