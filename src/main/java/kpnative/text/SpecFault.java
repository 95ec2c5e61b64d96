package kpnative.text;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong in a tree that should hold a record: the key, what it must be, and what it is. */
final class SpecFault {
  private static final int SHOWN = 80;

  private SpecFault() {}

  /** {@return one line} */
  static String of(JsonProcessingException e, JsonNode tree) {
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof IllegalArgumentException own
        && own.getMessage() != null) {
      return line(own.getMessage()); // the record's, which names the key
    }
    if (!(e instanceof JsonMappingException mapping)) {
      return line(e.getOriginalMessage());
    }
    String path = path(mapping);
    if (e instanceof UnrecognizedPropertyException unknown) {
      Collection<Object> known = unknown.getKnownPropertyIds();
      String keys = known == null ? "" : known.stream().map(String::valueOf).sorted().toList() + "";
      return "unknown key '" + path + "': expected one of " + keys;
    }
    JsonNode node = at(mapping, tree);
    String got = node.isMissingNode() ? ", which is missing" : ", got " + shown(node.toString());
    if (e instanceof InvalidTypeIdException type) {
      JsonSubTypes choices = type.getBaseType().getRawClass().getAnnotation(JsonSubTypes.class);
      String names =
          choices == null
              ? ""
              : Arrays.stream(choices.value())
                  .map(JsonSubTypes.Type::name)
                  .collect(Collectors.joining(", "));
      return (path.isEmpty() ? "" : path + ".") + "type must be one of " + names + got;
    }
    Class<?> target = target(mapping);
    if (target == null) {
      return (path.isEmpty() ? "" : path + ": ") + line(e.getOriginalMessage());
    }
    return (path.isEmpty() ? "" : path + " ") + "must be " + kind(target) + got;
  }

  /** {@return what is wrong with a text that is not JSON, and where} */
  static String syntax(JsonProcessingException e) {
    String where =
        e.getLocation() == null || e.getLocation().getLineNr() < 1
            ? ""
            : String.format(
                Locale.ROOT,
                " (line %d, column %d)",
                e.getLocation().getLineNr(),
                e.getLocation().getColumnNr());
    return line(e.getOriginalMessage()) + where;
  }

  private static @Nullable Class<?> target(JsonMappingException e) {
    if (e instanceof MismatchedInputException mismatched) {
      return mismatched.getTargetType();
    }
    return e.getCause() instanceof InputCoercionException number ? number.getTargetType() : null;
  }

  private static String kind(Class<?> type) {
    if (List.of(int.class, Integer.class).contains(type)) {
      return "a whole number of at most 2147483647";
    }
    if (List.of(long.class, Long.class).contains(type)) {
      return "a whole number";
    }
    if ((type.isPrimitive() && type != boolean.class) || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
              .collect(Collectors.joining(", "));
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "text";
    }
    return Collection.class.isAssignableFrom(type) ? "a list" : "a section of keys and values";
  }

  private static String path(JsonMappingException e) {
    StringBuilder path = new StringBuilder();
    for (JsonMappingException.Reference r : e.getPath()) {
      if (r.getFieldName() == null) {
        path.append('[').append(r.getIndex()).append(']');
      } else {
        path.append(path.isEmpty() ? "" : ".").append(shown(r.getFieldName()));
      }
    }
    return path.toString();
  }

  private static JsonNode at(JsonMappingException e, JsonNode tree) {
    JsonNode node = tree;
    for (JsonMappingException.Reference r : e.getPath()) {
      if (r.getFieldName() != null) {
        node = node.path(r.getFieldName());
      } else if (node.isArray()) { // or else a single value, read as a list of one
        node = node.path(r.getIndex());
      }
    }
    return node;
  }

  private static String line(@Nullable String message) {
    return String.valueOf(message).lines().findFirst().orElse("").replaceAll("\\p{Cntrl}", "?");
  }

  private static String shown(String text) {
    String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() > SHOWN ? line.substring(0, SHOWN - 3) + "..." : line;
  }
}
