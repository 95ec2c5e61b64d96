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
 * Rejects values that contain themselves and values that are nested too deeply for recursion. Each
 * value is visited once, however many others contain it: 30 lists, each of which contains the next
 * one twice, form a tree of about a billion nodes.
 */
final class PickleNesting {
  private static final int MAX_DEPTH = 64;

  /** True for values on the current path, false for values that have been checked. */
  private final IdentityHashMap<PickleValue, Boolean> onPath = new IdentityHashMap<>();

  private PickleNesting() {}

  /** {@return {@code value}, after checking it} */
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
      throw new IOException("values nested more than " + MAX_DEPTH + " deep");
    }
    Boolean seen = onPath.putIfAbsent(value, true);
    if (seen != null) {
      if (seen) {
        throw new IOException("a value that contains itself");
      }
      return;
    }
    for (PickleValue v : inside) {
      walk(v, depth + 1);
    }
    onPath.put(value, false);
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
