package kpnative.text;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Optional;

/** Adds the keys of {@link WhenAbsent} components that a tree lacks. */
public final class AbsentKeys {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SnakeCaseStrategy SNAKE_CASE = new SnakeCaseStrategy();

  private AbsentKeys() {}

  /**
   * Adds them to a tree, in place: to the section itself and to the sections in it. What does not
   * fit the record is left as it is, for the reader to reject.
   *
   * @param type the record that the tree will be read as, or a choice of records
   */
  public static void addTo(JsonNode tree, Class<?> type) {
    if (!(tree instanceof ObjectNode section)) {
      return;
    }
    chosen(section, type).filter(Class::isRecord).ifPresent(record -> addKeys(section, record));
  }

  private static void addKeys(ObjectNode section, Class<?> record) {
    for (RecordComponent component : record.getRecordComponents()) {
      String key = key(component);
      WhenAbsent absent = component.getAnnotation(WhenAbsent.class);
      JsonNode value = section.get(key);
      if (value != null) {
        addTo(value, component.getType());
      } else if (absent != null) {
        section.set(key, parsed(absent.value()));
      }
    }
  }

  private static Optional<Class<?>> chosen(ObjectNode section, Class<?> type) {
    JsonSubTypes choices = type.getAnnotation(JsonSubTypes.class);
    if (choices == null) {
      return Optional.of(type);
    }
    String name = section.path("type").asText();
    return Arrays.stream(choices.value())
        .filter(choice -> choice.name().equals(name))
        .findFirst()
        .map(JsonSubTypes.Type::value);
  }

  private static String key(RecordComponent component) {
    JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
    return named == null ? SNAKE_CASE.translate(component.getName()) : named.value();
  }

  private static JsonNode parsed(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
