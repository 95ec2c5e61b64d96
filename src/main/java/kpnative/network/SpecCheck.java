package kpnative.network;

import java.util.List;
import kpnative.checks.Require;

/** The checks that the kinds of {@link NetworkSpec} share. */
final class SpecCheck {
  private SpecCheck() {}

  /** {@return an unmodifiable copy, after checking every value and their number} */
  static List<Integer> list(
      String key, List<Integer> values, int least, int most, int minCount, int maxCount) {
    if (values.size() < minCount || values.size() > maxCount) {
      throw new IllegalArgumentException(
          String.format(
              "%s must have %d to %d values, got %d", key, minCount, maxCount, values.size()));
    }
    for (int v : values) {
      Require.range(key, v, least, most);
    }
    return List.copyOf(values);
  }

  /** {@return one value or {@code count}, checked, as given} */
  static List<Integer> perLayer(String key, List<Integer> values, int least, int most, int count) {
    if (values.size() != 1 && values.size() != count) {
      throw new IllegalArgumentException(
          String.format(
              "%s must have 1 value or as many as network.channels, %d, got %d: %s",
              key, count, values.size(), values));
    }
    return list(key, values, least, most, 1, count);
  }

  /** {@return the value of layer {@code i}, counted from 0} */
  static int at(List<Integer> values, int i) {
    return values.get(values.size() == 1 ? 0 : i);
  }
}
