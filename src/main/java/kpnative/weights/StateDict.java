package kpnative.weights;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import kpnative.weights.PickleValue.Dict;
import kpnative.weights.PickleValue.DictKey;
import kpnative.weights.PickleValue.Real;
import kpnative.weights.PickleValue.ScriptModule;
import kpnative.weights.PickleValue.StoredTensor;
import kpnative.weights.PickleValue.Text;
import kpnative.weights.PickleValue.Truth;
import kpnative.weights.PickleValue.Whole;

/**
 * The named tensors of a pickle: a dict of tensors, or the only such dict nested in other dicts, as
 * in a training checkpoint.
 *
 * @param tensors in the dict's order; the prefix {@code module.} (DataParallel's) is removed if all
 *     names have it
 * @param metadata strings and numbers of the outermost dict
 */
record StateDict(Map<String, StoredTensor> tensors, Map<String, String> metadata) {
  private static final String PREFIX = "module.";
  private static final int MAX_PART = 30; // characters of a key in a message

  /**
   * {@return the state dict in {@code value}, which must not contain itself}
   *
   * @throws IOException if there is none or more than one; the message has no path
   */
  static StateDict of(PickleValue value) throws IOException {
    if (value instanceof ScriptModule module) {
      Map<String, StoredTensor> tensors = new LinkedHashMap<>();
      collect(module, "", tensors, Collections.newSetFromMap(new IdentityHashMap<>()));
      return new StateDict(tensors, Map.of());
    }
    if (!(value instanceof Dict dict)) {
      throw new IOException("expected a dict of tensors, got a value of another kind");
    }
    List<Found> all = new ArrayList<>();
    find(dict, "", all, Collections.newSetFromMap(new IdentityHashMap<>()));
    List<Found> pure = all.stream().filter(Found::onlyTensors).toList();
    List<Found> found = pure.isEmpty() ? all : pure;
    if (found.isEmpty()) {
      throw new IOException("contains no dict of named tensors");
    }
    if (found.size() > 1) {
      throw new IOException(
          "contains "
              + found.size()
              + " dicts of tensors, expected one: "
              + found.stream().limit(5).map(Found::name).collect(Collectors.joining(", "))
              + (found.size() > 5 ? " and more" : ""));
    }
    return new StateDict(tensors(found.get(0).dict()), metadata(dict));
  }

  /** Collects the tensors of a module and its submodules under PyTorch's dotted names. */
  private static void collect(
      ScriptModule module, String prefix, Map<String, StoredTensor> tensors, Set<ScriptModule> seen)
      throws IOException {
    if (!seen.add(module)) { // a few shared modules could expand to very many
      throw new IOException("the module " + QuotedName.of(prefix) + " also has another name");
    }
    for (Map.Entry<DictKey, PickleValue> e : module.attributes.values.entrySet()) {
      if (!(e.getKey() instanceof Text key)) {
        throw new IOException("a module attribute whose name is not a string");
      }
      String name = prefix.isEmpty() ? key.text() : prefix + "." + key.text();
      if (e.getValue() instanceof ScriptModule inner) {
        collect(inner, name, tensors, seen);
      } else if (e.getValue() instanceof StoredTensor tensor && tensors.put(name, tensor) != null) {
        throw new IOException("two tensors are named " + QuotedName.of(name));
      }
    }
  }

  /** A dict with tensors under string keys, and possibly other values. */
  private record Found(String path, Dict dict, boolean onlyTensors) {
    String name() {
      return path.isEmpty() ? "the outermost" : QuotedName.of(path);
    }
  }

  /** Follows string keys only: dicts under integer keys are an optimizer's state by parameter. */
  private static void find(Dict dict, String path, List<Found> found, Set<Dict> seen) {
    if (!seen.add(dict)) {
      return; // one dict under two names counts once
    }
    long tensors = 0;
    for (Map.Entry<DictKey, PickleValue> e : dict.values.entrySet()) {
      if (e.getKey() instanceof Text name) {
        if (e.getValue() instanceof StoredTensor) {
          tensors++;
        } else if (e.getValue() instanceof Dict inner) {
          String text = name.text();
          String part = text.length() > MAX_PART ? text.substring(0, MAX_PART) + "..." : text;
          find(inner, path.isEmpty() ? part : path + "." + part, found, seen);
        }
      }
    }
    if (tensors > 0) {
      found.add(new Found(path, dict, tensors == dict.values.size()));
    }
  }

  private static Map<String, StoredTensor> tensors(Dict dict) {
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    dict.values.forEach(
        (key, value) -> {
          if (key instanceof Text name && value instanceof StoredTensor tensor) {
            tensors.put(name.text(), tensor);
          }
        });
    if (!tensors.keySet().stream()
        .allMatch(name -> name.startsWith(PREFIX) && name.length() > PREFIX.length())) {
      return tensors;
    }
    Map<String, StoredTensor> plain = new LinkedHashMap<>();
    tensors.forEach((name, tensor) -> plain.put(name.substring(PREFIX.length()), tensor));
    return plain;
  }

  private static Map<String, String> metadata(Dict dict) {
    Map<String, String> metadata = new LinkedHashMap<>();
    dict.values.forEach(
        (key, value) -> {
          if (key instanceof Text name) {
            if (value instanceof Text text) {
              metadata.put(name.text(), text.text());
            } else if (value instanceof Whole whole) {
              metadata.put(name.text(), whole.number().toString());
            } else if (value instanceof Real real) {
              metadata.put(name.text(), Double.toString(real.number()));
            } else if (value instanceof Truth truth) {
              metadata.put(name.text(), String.valueOf(truth == Truth.TRUE));
            }
          }
        });
    return metadata;
  }
}
