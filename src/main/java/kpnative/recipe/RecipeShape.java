package kpnative.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kpnative.text.AbsentKeys;
import kpnative.text.SpecMapper;
import kpnative.text.SpecTree;
import org.jspecify.annotations.Nullable;

/**
 * Checks a tree against the records that it will be bound to, so that an unknown key or a value of
 * the wrong type is reported under its recipe key, with file and line, before any record is
 * created.
 */
final class RecipeShape {
  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  private final SpecTree tree;

  private RecipeShape(SpecTree tree) {
    this.tree = tree;
  }

  /**
   * Checks the keys of each section, then the types of their values.
   *
   * @throws IllegalArgumentException for the first mistake
   */
  static void check(SpecTree tree) {
    AbsentKeys.addTo(tree.root(), Recipe.class);
    RecipeShape shape = new RecipeShape(tree);
    shape.section("", tree.root(), Recipe.class);
  }

  /** {@return the key of every value that a recipe can hold, in dotted form} */
  static Set<String> paths() {
    Set<String> paths = new LinkedHashSet<>();
    collect("", Recipe.class, paths);
    return paths;
  }

  private static void collect(String path, Class<?> type, Set<String> paths) {
    JsonSubTypes choices = type.getAnnotation(JsonSubTypes.class);
    if (choices != null) {
      paths.add(path + ".type");
      for (JsonSubTypes.Type choice : choices.value()) {
        collect(path, choice.value(), paths);
      }
      return;
    }
    if (!type.isRecord()) {
      paths.add(path);
      return;
    }
    keys(type)
        .forEach((k, t) -> collect(join(path, k), t instanceof Class<?> c ? c : List.class, paths));
  }

  /** The keys of a record; an unwrapped component is replaced by its own keys. */
  private static Map<String, Type> keys(Class<?> record) {
    Map<String, Type> keys = new LinkedHashMap<>();
    for (RecordComponent c : record.getRecordComponents()) {
      JsonProperty named = c.getAccessor().getAnnotation(JsonProperty.class);
      if (c.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
        keys.putAll(keys(c.getType()));
      } else {
        keys.put(
            named == null ? SNAKE_CASE.translate(c.getName()) : named.value(), c.getGenericType());
      }
    }
    return keys;
  }

  private void section(String path, JsonNode node, Class<?> type) {
    if (!(node instanceof ObjectNode object)) {
      throw wrong(path, "must be a section of keys and values, got " + shown(node));
    }
    Class<?> record = type;
    Map<String, Type> keys = new LinkedHashMap<>();
    JsonSubTypes choices = type.getAnnotation(JsonSubTypes.class);
    if (choices != null) {
      record = chosen(path, object, choices);
      keys.put("type", String.class);
    }
    keys.putAll(keys(record));
    for (String key : (Iterable<String>) object::fieldNames) {
      if (!keys.containsKey(key)) {
        throw unknown(path, key, keys.keySet());
      }
    }
    keys.forEach(
        (key, t) -> {
          JsonNode value = object.get(key);
          if (value == null) {
            throw wrong(join(path, key), "is missing");
          }
          value(join(path, key), value, t);
        });
  }

  private Class<?> chosen(String path, ObjectNode object, JsonSubTypes choices) {
    JsonNode type = object.get("type");
    List<String> names = Arrays.stream(choices.value()).map(JsonSubTypes.Type::name).toList();
    for (JsonSubTypes.Type choice : choices.value()) {
      if (type != null && type.isTextual() && choice.name().equals(type.textValue())) {
        return choice.value();
      }
    }
    if (type == null) {
      throw wrong(join(path, "type"), "is missing; it must be one of " + names);
    }
    throw wrong(join(path, "type"), oneOf(type, names));
  }

  private void value(String path, JsonNode node, Type type) {
    if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
      Type element = list.getActualTypeArguments()[0];
      if (node.isArray()) {
        node.forEach(e -> value(path, e, element));
      } else {
        value(path, node, element);
      }
      return;
    }
    Class<?> c = (Class<?>) type;
    if (c.isRecord() || c.isAnnotationPresent(JsonSubTypes.class)) {
      section(path, node, c);
      return;
    }
    String fault = fault(node, c);
    if (fault != null) {
      throw wrong(path, fault);
    }
  }

  private static @Nullable String fault(JsonNode node, Class<?> type) {
    if (type == int.class || type == Integer.class) {
      return node.isIntegralNumber() && node.canConvertToInt()
          ? null
          : must("a whole number", node);
    }
    if (type == long.class) {
      return node.isIntegralNumber() && node.canConvertToLong()
          ? null
          : must("a whole number", node);
    }
    if (type == double.class || type == Double.class) {
      return node.isNumber() && Double.isFinite(node.doubleValue()) ? null : must("a number", node);
    }
    if (type == boolean.class) {
      return node.isBoolean() ? null : must("true or false", node);
    }
    if (type == String.class) {
      return node.isTextual() ? null : must("text", node);
    }
    if (type.isEnum()) {
      List<String> names = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        names.add(SpecMapper.toTree(constant).textValue());
      }
      boolean known = node.isTextual() && names.contains(node.textValue().toLowerCase(Locale.ROOT));
      return known ? null : oneOf(node, names);
    }
    throw new IllegalStateException("a recipe can't hold a " + type);
  }

  private static String must(String kind, JsonNode node) {
    return "must be " + kind + (node.isArray() ? ", not a list" : "") + ", got " + shown(node);
  }

  private static String oneOf(JsonNode node, List<String> names) {
    String choice = "must be one of " + String.join(", ", names) + ", got " + shown(node);
    return node.isTextual() ? choice + RecipeSpelling.hint(node.textValue(), names, "") : choice;
  }

  private IllegalArgumentException unknown(String path, String key, Set<String> siblings) {
    String full = join(path, key);
    String where = tree.origin(full) + ": unknown key '" + SpecTree.shortened(full) + "'";
    if (path.isEmpty() && key.contains(".") && paths().contains(key)) {
      String section = key.substring(0, key.lastIndexOf('.'));
      return new IllegalArgumentException(
          where + ": in a file, write it inside the section '" + section + "'");
    }
    // Keys of this section's other types are just as wrong here.
    List<String> elsewhere = paths().stream().filter(p -> !parent(p).equals(path)).toList();
    String hint =
        RecipeSpelling.nearest(key, siblings)
            .map(s -> join(path, s))
            .or(() -> elsewhere.stream().filter(p -> p.endsWith("." + key)).findFirst())
            .or(() -> RecipeSpelling.nearest(full, elsewhere))
            .map(s -> ": did you mean '" + s + "'?")
            .orElseGet(() -> "; the keys here are " + String.join(", ", siblings));
    return new IllegalArgumentException(where + hint);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, path.lastIndexOf('.')));
  }

  private IllegalArgumentException wrong(String path, String what) {
    String key = TrainSettings.SNAPSHOTS.startsWith(path + ",") ? TrainSettings.SNAPSHOTS : path;
    return new IllegalArgumentException(tree.origin(path) + ": " + key + " " + what);
  }

  private static String shown(JsonNode node) {
    if (node.isNull() || (node.isTextual() && node.textValue().isEmpty())) {
      return "nothing"; // "key:" and "key: ''" are read alike
    }
    return SpecTree.shortened(node.isTextual() ? "'" + node.textValue() + "'" : node.toString());
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
