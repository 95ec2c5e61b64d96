package kpnative.text;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
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
 * lower case and read in any case. Reading is strict: unknown, null and duplicate keys, missing
 * ones without {@link WhenAbsent}, trailing text, and values of another type (a fraction for a
 * whole number, text for a number) are errors; only a single value is accepted as a list of one.
 * Thread-safe.
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
    if (tree.isNull() || tree.isMissingNode()) {
      throw new IllegalArgumentException(
          "must be a section of keys and values, got " + (tree.isNull() ? "null" : "nothing"));
    }
    JsonNode whole = tree.deepCopy();
    AbsentKeys.addTo(whole, type);
    try {
      return JSON.treeToValue(whole, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(SpecFault.of(e, tree), e);
    }
  }

  /**
   * {@return the record in a text of JSON from outside}
   *
   * @param source names the text in messages: its file, and what in it
   * @throws IOException if the text is not JSON, does not match the record, or the record rejects a
   *     value; one line: the source, the key, what was expected and what came
   */
  public static <T> T read(String json, Class<T> type, String source) throws IOException {
    JsonNode tree = tree(json, source);
    try {
      return fromTree(tree, type);
    } catch (IllegalArgumentException e) {
      throw new IOException(source + ": " + e.getMessage(), e);
    }
  }

  /**
   * {@return the tree of a text of JSON from outside}
   *
   * @param source names the text in messages
   * @throws IOException if the text is not JSON, or too large or too deep for what we read; one
   *     line
   */
  public static JsonNode tree(String json, String source) throws IOException {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IOException(source + ": not JSON: " + SpecFault.syntax(e), e);
    }
  }

  private static JsonFactory jsonFactory() {
    return JsonFactory.builder()
        .streamReadConstraints(CONSTRAINTS)
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .build();
  }

  /** Rejects {@code "NaN"} and numbers too large for a float, which Jackson accepts. */
  private static final class FiniteFloat extends StdDeserializer<Float> {
    private static final long serialVersionUID = 1;

    FiniteFloat(Class<Float> type) {
      super(type);
    }

    @Override
    public Float deserialize(JsonParser in, DeserializationContext context) throws IOException {
      if (!in.currentToken().isNumeric() || !Float.isFinite((float) in.getDoubleValue())) {
        throw context.weirdStringException(in.getText(), Float.class, "must be a number");
      }
      return (float) in.getDoubleValue();
    }
  }

  /** The same for a double. */
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
                .addDeserializer(double.class, new Finite(double.class))
                .addDeserializer(Float.class, new FiniteFloat(Float.class))
                .addDeserializer(float.class, new FiniteFloat(float.class)))
        .defaultSetterInfo(JsonSetter.Value.construct(Nulls.DEFAULT, Nulls.FAIL))
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
