package kpnative.weights;

import java.io.IOException;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import kpnative.weights.PickleValue.Dict;
import kpnative.weights.PickleValue.Items;
import kpnative.weights.PickleValue.ScriptModule;
import kpnative.weights.PickleValue.Tuple;

/**
 * Refuses values that hold themselves, and such as are nested too deep to be walked by recursion.
 * Each value is looked into once, however many hold it: 30 lists of which each holds the next one
 * twice are a tree of a thousand million.
 */
final class PickleNesting {
  private static final int MAX_DEPTH = 64;

  /** True for those that the walk is inside of, false for those that it has left. */
  private final IdentityHashMap<PickleValue, Boolean> open = new IdentityHashMap<>();

  private PickleNesting() {}

  /** {@return {@code value}, checked} */
  static PickleValue checked(PickleValue value) throws IOException {
    new PickleNesting().walk(value, 0);
    return value;
  }

  private void walk(PickleValue value, int depth) throws IOException {
    Collection<PickleValue> inside = inside(value);
    if (inside.isEmpty()) {
      return;
    }
    if (depth == MAX_DEPTH) {
      throw new IOException("values nested over " + MAX_DEPTH + " deep");
    }
    Boolean seen = open.putIfAbsent(value, true);
    if (seen != null) {
      if (seen) {
        throw new IOException("a value that holds itself");
      }
      return;
    }
    for (PickleValue v : inside) {
      walk(v, depth + 1);
    }
    open.put(value, false);
  }

  private static Collection<PickleValue> inside(PickleValue value) {
    if (value instanceof Tuple tuple) {
      return tuple.values;
    }
    if (value instanceof Items items) {
      return items.values;
    }
    if (value instanceof ScriptModule module) {
      return module.attributes.values.values();
    }
    return value instanceof Dict dict ? dict.values.values() : List.of();
  }
}
