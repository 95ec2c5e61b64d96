package kpnative.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import kpnative.recipe.RecipeSpelling;
import kpnative.recipe.SettingText;
import kpnative.text.SpecTree;
import org.jspecify.annotations.Nullable;

/**
 * The keys and values of a sweep's file; errors give file and line. Keys are dotted, and the runs
 * of a list are {@code runs[0]}, {@code runs[1]} and so on.
 */
record SweepTree(SpecTree tree) {
  /** {@return the whole file} */
  ObjectNode root() {
    return tree.root();
  }

  /** The changes in {@code set}: a section of keys and values, or a list of {@code key=value}. */
  List<String> sets(String at, @Nullable JsonNode set) {
    List<String> all = new ArrayList<>();
    if (set == null) {
      return all;
    }
    if (set instanceof ObjectNode map) {
      map.properties().forEach(e -> all.add(e.getKey() + "=" + SettingText.of(e.getValue())));
      return all;
    }
    for (JsonNode one : set) {
      all.add(one.asText());
    }
    if (!set.isArray() || all.stream().anyMatch(s -> s.indexOf('=') < 1)) {
      throw wrong(at, "set must be a section of keys and values, or a list of key=value");
    }
    return all;
  }

  /** Rejects a section with a key that is not in {@code known}. */
  void keys(String at, ObjectNode object, List<String> known) {
    for (String key : (Iterable<String>) object::fieldNames) {
      if (!known.contains(key)) {
        String path = at.isEmpty() ? key : at + "." + key;
        String hint = RecipeSpelling.hint(key, known, "; the keys here are ");
        throw wrong(
            path,
            "unknown key '"
                + SpecTree.shortened(path)
                + "'"
                + hint
                + (hint.endsWith("are ") ? String.join(", ", known) : ""));
      }
    }
  }

  /** {@return the text at a key of a section, or {@code otherwise} if the key is absent} */
  String text(String at, ObjectNode object, String key, String otherwise) {
    JsonNode value = object.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isTextual()) {
      String path = at.isEmpty() ? key : at + "." + key;
      throw wrong(path, key + " must be text, got " + SpecTree.shortened(value.toString()));
    }
    return value.textValue();
  }

  /** {@return the node, which must be a section of keys and values} */
  ObjectNode section(String at, @Nullable JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw wrong(at, SpecTree.shortened(at) + " must be a section of keys and values");
  }

  /** {@return an exception whose message begins with the file and line of the key {@code at}} */
  IllegalArgumentException wrong(String at, @Nullable String what) {
    return new IllegalArgumentException(tree.origin(at) + ": " + what);
  }
}
