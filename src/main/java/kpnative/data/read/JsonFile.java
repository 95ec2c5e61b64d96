package kpnative.data.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.InputFile;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON that may be large: it is read as a stream, of which only the items of lists become
 * trees, one after another. What is not wanted, such as a picture within, is passed without being
 * kept. Bounded: depth, names, texts, and the values of one item.
 */
final class JsonFile {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_TEXT = 1 << 16;
  private static final int MAX_VALUES = 2_000_000; // of one item
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(1024)
                  .maxNumberLength(64)
                  .maxStringLength(MAX_TEXT)
                  .build())
          // names from outside stay out of tables that outlive the file
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .build();

  private final Path file;
  private final JsonParser in;
  private int values;

  /** Takes an open file. */
  @FunctionalInterface
  interface Body {
    void read(JsonFile json) throws IOException;
  }

  /** Takes the value of a field, all of it. */
  @FunctionalInterface
  interface Fields {
    void field(String name) throws IOException;
  }

  /** Takes an item of a list. */
  @FunctionalInterface
  interface Items {
    void item(JsonValue value) throws IOException;
  }

  private JsonFile(Path file, JsonParser in) {
    this.file = file;
    this.in = in;
  }

  /**
   * Reads a file to its end.
   *
   * @param what the kind of file expected, for messages
   * @param most the limit on its size, bytes
   * @throws IOException in one line with the file's name, if it cannot be read, is not JSON, or is
   *     not what {@code body} expects
   */
  static void read(Path file, String what, long most, Body body) throws IOException {
    try (InputStream bytes = InputFile.open(file, what, most).stream();
        JsonParser in = FACTORY.createParser(bytes)) {
      JsonFile json = new JsonFile(file, in);
      if (in.nextToken() == null) {
        throw new IOException(FileNames.text(file) + ":1: expected " + what + ", got no JSON");
      }
      body.read(json);
      if (in.nextToken() != null) {
        throw new IOException(FileNames.text(file) + ": expected nothing after " + what);
      }
    } catch (NoSuchFileException e) {
      throw new IOException(FileTree.absent(file, "file"), e);
    } catch (JsonProcessingException e) {
      throw new IOException(syntax(file, e), e);
    } catch (CharConversionException e) {
      throw new IOException(FileNames.text(file) + ": not JSON: " + line(e.getMessage()), e);
    }
  }

  /** {@return what is not JSON, with file, line and column} */
  private static String syntax(Path file, JsonProcessingException e) {
    String place =
        e.getLocation() == null
            ? ""
            : String.format(
                Locale.ROOT, ":%d:%d", e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    return FileNames.text(file) + place + ": not JSON: " + line(e.getOriginalMessage());
  }

  private static String line(@Nullable String message) {
    String first = String.valueOf(message).lines().findFirst().orElse("");
    return first.replaceAll("\\p{Cntrl}", "?").substring(0, Math.min(200, first.length()));
  }

  /** {@return whether the value is an object} */
  boolean isObject() {
    return in.currentToken() == JsonToken.START_OBJECT;
  }

  /** Takes the fields of an object in turn. */
  void object(Fields fields) throws IOException {
    if (!isObject()) {
      throw error("expected an object");
    }
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      fields.field(name);
    }
  }

  /**
   * Takes the items of a list in turn; null is an empty list.
   *
   * @param dropped fields that are not kept, wherever they are in an item
   */
  void items(Set<String> dropped, Items items) throws IOException {
    if (in.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    if (in.currentToken() != JsonToken.START_ARRAY) {
      throw error("expected a list");
    }
    while (in.nextToken() != JsonToken.END_ARRAY) {
      String at = pointer();
      items.item(new JsonValue(file, at, tree(dropped)));
    }
  }

  /** {@return the value} */
  JsonValue value() throws IOException {
    String at = pointer();
    return new JsonValue(file, at, tree(Set.of()));
  }

  /** Passes the value without keeping it. */
  void skip() throws IOException {
    in.skipChildren();
  }

  private JsonNode tree(Set<String> dropped) throws IOException {
    values = 0;
    return node(dropped);
  }

  private JsonNode node(Set<String> dropped) throws IOException {
    if (++values > MAX_VALUES) {
      throw error("expected at most " + MAX_VALUES + " values, got more");
    }
    switch (in.currentToken()) {
      case START_OBJECT -> {
        ObjectNode object = NODES.objectNode();
        while (in.nextToken() != JsonToken.END_OBJECT) {
          String name = in.currentName();
          in.nextToken();
          if (dropped.contains(name)) {
            in.skipChildren();
          } else {
            object.set(name, node(dropped));
          }
        }
        return object;
      }
      case START_ARRAY -> {
        ArrayNode array = NODES.arrayNode();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          array.add(node(dropped));
        }
        return array;
      }
      case VALUE_STRING -> {
        return NODES.textNode(in.getText());
      }
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
        return number();
      }
      case VALUE_TRUE, VALUE_FALSE -> {
        return NODES.booleanNode(in.getBooleanValue());
      }
      case VALUE_NULL -> {
        return NODES.nullNode();
      }
      default -> {
        return MissingNode.getInstance();
      }
    }
  }

  private JsonNode number() throws IOException {
    return in.currentToken() == JsonToken.VALUE_NUMBER_INT
            && in.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        ? NODES.numberNode(in.getLongValue())
        : NODES.numberNode(in.getDoubleValue());
  }

  private String pointer() {
    return in.getParsingContext().pathAsPointer().toString();
  }

  private IOException error(String message) {
    return new JsonValue(file, pointer(), MissingNode.getInstance()).error(message);
  }
}
