package kpnative.network;

import java.util.List;
import java.util.Locale;
import kpnative.checks.Require;

/** Checks that the kinds of {@link NetworkSpec} and {@link HeadSpec} share. */
final class SpecCheck {
  private SpecCheck() {}

  /** {@return an unmodifiable copy, after checking the values and their count} */
  static List<Integer> list(
      String key, List<Integer> values, int min, int max, int minCount, int maxCount) {
    if (values.size() < minCount || values.size() > maxCount) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must have %d to %d values, got %d",
              key,
              minCount,
              maxCount,
              values.size()));
    }
    for (int v : values) {
      Require.range(key, v, min, max);
    }
    return List.copyOf(values);
  }

  /** {@return an unmodifiable copy of one value or of {@code count} values, after checking them} */
  static List<Integer> perLayer(String key, List<Integer> values, int min, int max, int count) {
    if (values.size() != 1 && values.size() != count) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s must have 1 value or as many as network.channels, %d, got %d: %s",
              key,
              count,
              values.size(),
              values));
    }
    return list(key, values, min, max, 1, count);
  }

  /**
   * {@return the value for layer {@code i}, counted from 0; a single value applies to all layers}
   */
  static int at(List<Integer> values, int i) {
    return values.get(values.size() == 1 ? 0 : i);
  }
}
