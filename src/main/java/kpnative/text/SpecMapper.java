package kpnative.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.util.Locale;

/**
 * Converts between records and text. Metadata of weights is JSON; recipes are YAML, see {@link
 * SpecYaml}.
 *
 * <p>Keys are the record's components in snake_case, in declaration order. Enums are written in
 * lower case and read in any case. Reading is strict: unknown, missing, null and duplicate keys,
 * trailing text, and values of another type (a fraction for a whole number, text for a number) are
 * errors; only a single value is accepted as a list of one. Thread-safe.
 */
public final class SpecMapper {
  /** The most characters of one text; a recipe has a few thousand. */
  static final int MAX_CHARACTERS = 1 << 20;

  /** The deepest nesting; a recipe has four levels. */
  static final int MAX_DEPTH = 32;

  static final StreamReadConstraints CONSTRAINTS =
      StreamReadConstraints.builder()
          .maxNestingDepth(MAX_DEPTH)
          .maxDocumentLength(MAX_CHARACTERS)
          .maxStringLength(1 << 16)
          .maxNameLength(256)
          .maxNumberLength(64)
          .build();

  private static final ObjectMapper JSON = strict(JsonMapper.builder(jsonFactory())).build();

  private SpecMapper() {}

  /** {@return the shared JSON mapper, which must not be reconfigured} */
  public static ObjectMapper json() {
    return JSON;
  }

  /** {@return the record as a tree, with keys in the order of its components} */
  public static JsonNode toTree(Object spec) {
    return JSON.valueToTree(spec);
  }

  /**
   * {@return the record that a tree holds}
   *
   * @throws IllegalArgumentException if the tree does not match the record, or the record's
   *     constructor rejects a value; in that case with the record's own message
   */
  public static <T> T fromTree(JsonNode tree, Class<T> type) {
    try {
      return JSON.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(message(e), e);
    }
  }

  /**
   * {@return one line: the record's own message if it rejected a value, else Jackson's message with
   * the path of the key}
   */
  private static String message(JsonProcessingException e) {
    if (e instanceof ValueInstantiationException
        && e.getCause() instanceof IllegalArgumentException own
        && own.getMessage() != null) {
      return own.getMessage();
    }
    String where = "";
    if (e instanceof JsonMappingException m && !m.getPath().isEmpty()) {
      StringBuilder path = new StringBuilder();
      for (JsonMappingException.Reference r : m.getPath()) {
        if (r.getFieldName() == null) {
          path.append('[').append(r.getIndex()).append(']');
        } else {
          path.append(path.isEmpty() ? "" : ".").append(r.getFieldName());
        }
      }
      where = path + ": ";
    }
    return where + e.getOriginalMessage().lines().findFirst().orElse("not a spec");
  }

  private static JsonFactory jsonFactory() {
    return JsonFactory.builder()
        .streamReadConstraints(CONSTRAINTS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /** Rejects {@code "NaN"} and numbers too large for a double, which Jackson accepts. */
  private static final class Finite extends StdDeserializer<Double> {
    private static final long serialVersionUID = 1;

    Finite(Class<Double> type) {
      super(type);
    }

    @Override
    public Double deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (!in.currentToken().isNumeric() || !Double.isFinite(in.getDoubleValue())) {
        throw context.weirdStringException(in.getText(), Double.class, "must be a number");
      }
      return in.getDoubleValue();
    }
  }

  static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B strict(B builder) {
    return builder
        .addModule(
            new SimpleModule()
                .addDeserializer(Double.class, new Finite(Double.class))
                .addDeserializer(double.class, new Finite(double.class)))
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        // EnumFeature.WRITE_ENUMS_TO_LOWERCASE would take the default locale: "unıform" in Turkish
        .enumNamingStrategy(name -> name.toLowerCase(Locale.ROOT))
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(MapperFeature.SORT_CREATOR_PROPERTIES_FIRST)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
            DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .withCoercionConfig(
            LogicalType.Integer,
            c ->
                c.setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Float,
            c ->
                c.setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Boolean,
            c ->
                c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Textual,
            c ->
                c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .withCoercionConfig(
            LogicalType.Enum,
            c ->
                c.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail));
  }
}
