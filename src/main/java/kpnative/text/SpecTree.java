package kpnative.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys and values of a YAML text with their source positions, so that a mistake found later is
 * reported with its file and line. Anchors, aliases and tags are rejected: nothing is expanded or
 * instantiated.
 */
public final class SpecTree {
  private static final String SET = "--set ";

  /** The key at the beginning of a message. */
  private static final Pattern KEY = Pattern.compile("^[a-z0-9_]++(?:\\.[a-z0-9_]++)*+");

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode root = NODES.objectNode();
  private final Map<String, String> origins = new HashMap<>();
  private String source;

  private SpecTree(String source) {
    this.source = source;
  }

  /**
   * {@return the keys and values of a YAML text}
   *
   * @param source name of the text in messages, to which the line number is added
   * @throws IllegalArgumentException if it is not valid YAML, or not a section of keys and values
   */
  public static SpecTree read(String yaml, String source) {
    SpecTree tree = new SpecTree(source);
    JsonNode read = new Reader(yaml, source, tree.origins, true).document("");
    if (read.isMissingNode()) {
      return tree;
    }
    if (!(read instanceof ObjectNode object)) {
      throw new IllegalArgumentException(
          source + ": must hold keys and values, got " + shortened(read.toString()));
    }
    tree.root.setAll(object);
    return tree;
  }

  /**
   * {@return the tree of one {@code --set key.key=value}}
   *
   * @throws IllegalArgumentException if it is not of that form
   */
  public static SpecTree ofSet(String assignment) {
    String source = SET + shortened(assignment);
    int equals = assignment.indexOf('=');
    String key = equals < 0 ? "" : assignment.substring(0, equals).strip();
    if (!key.matches("[A-Za-z0-9_-]{1,64}(\\.[A-Za-z0-9_-]{1,64}){0,7}")) {
      throw new IllegalArgumentException(source + ": must be key=value, as in train.lr=1e-4");
    }
    SpecTree tree = new SpecTree(source);
    JsonNode value =
        new Reader(assignment.substring(equals + 1), source, tree.origins, false).document(key);
    if (value.isMissingNode()) {
      throw new IllegalArgumentException(source + ": the value is missing");
    }
    ObjectNode at = tree.root;
    int start = 0;
    for (int dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', start)) {
      at = at.putObject(key.substring(start, dot));
      tree.origins.put(key.substring(0, dot), source);
      start = dot + 1;
    }
    at.set(key.substring(start), value);
    return tree;
  }

  /** {@return the root section, which only the owner of this tree may modify} */
  public ObjectNode root() {
    return root;
  }

  /**
   * {@return the text of a top-level key, which is removed from this tree; empty if the key is
   * absent}
   */
  public String take(String key) {
    JsonNode value = root.remove(key);
    if (value == null) {
      return "";
    }
    if (!value.isTextual()) {
      throw new IllegalArgumentException(
          origin(key) + ": " + key + " must be text, got " + shortened(value.toString()));
    }
    return value.textValue();
  }

  /** {@return the text of a key in a section, if it has a text} */
  public Optional<String> text(String section, String key) {
    JsonNode value = root.path(section).path(key);
    return value.isTextual() ? Optional.of(value.textValue()) : Optional.empty();
  }

  /**
   * {@return the record that this tree holds}
   *
   * @throws IllegalArgumentException if the tree does not match the record, or the record rejects a
   *     value; one line with file, line and key
   */
  public <T> T as(Class<T> type) {
    return as(root, type, "");
  }

  /**
   * {@return the record that the section {@code at} of this tree holds}
   *
   * @param at a key of the root
   * @throws IllegalArgumentException as {@link #as(Class)}, or if there is no such section
   */
  public <T> T as(String at, Class<T> type) {
    JsonNode section = root.get(at);
    if (section == null) {
      throw new IllegalArgumentException(source + ": " + at + " is missing");
    }
    return as(section, type, at + ".");
  }

  private <T> T as(JsonNode node, Class<T> type, String prefix) {
    return placed(prefix, () -> SpecMapper.fromTree(node, type));
  }

  /**
   * {@return what {@code reader} makes of this tree}
   *
   * @param reader rejects a value with an {@link IllegalArgumentException} whose message begins
   *     with the value's key
   * @throws IllegalArgumentException the reader's, with file and line before its message
   */
  public <T> T read(Function<ObjectNode, T> reader) {
    return placed("", () -> reader.apply(root));
  }

  private <T> T placed(String prefix, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      String message = prefix + e.getMessage();
      Matcher key = KEY.matcher(message);
      String where = origin(key.find() ? whole(key.group()) : "");
      throw new IllegalArgumentException(where + ": " + message, e);
    }
  }

  /** {@return the key that a record knows by its end only, {@code split.by} for example} */
  private String whole(String end) {
    return origins.containsKey(end)
        ? end
        : origins.keySet().stream().filter(p -> p.endsWith("." + end)).findFirst().orElse(end);
  }

  /** {@return the source position of a key, or else of the nearest key that encloses it} */
  public String origin(String path) {
    for (String p = path; !p.isEmpty(); p = p.substring(0, Math.max(0, p.lastIndexOf('.')))) {
      String origin = origins.get(p);
      if (origin != null) {
        return origin;
      }
    }
    return source;
  }

  /**
   * Overlays another tree on this one. Values and lists are replaced, sections are merged; but a
   * section of another {@code type} replaces this tree's section as a whole.
   */
  public void merge(SpecTree over) {
    merge("", root, over.root);
    origins.putAll(over.origins);
    if (!over.source.startsWith(SET)) { // one assignment is not where all else comes from
      source = over.source;
    }
  }

  private void merge(String path, ObjectNode base, ObjectNode over) {
    for (Map.Entry<String, JsonNode> e : over.properties()) {
      String at = path.isEmpty() ? e.getKey() : path + "." + e.getKey();
      JsonNode was = base.get(e.getKey());
      if (was instanceof ObjectNode section
          && e.getValue() instanceof ObjectNode changes
          && (!changes.has("type") || changes.get("type").equals(section.get("type")))) {
        merge(at, section, changes);
      } else {
        base.set(e.getKey(), e.getValue().deepCopy());
        origins.keySet().removeIf(p -> p.startsWith(at + "."));
      }
    }
  }

  /** {@return the text on one line of at most 80 characters, for messages} */
  public static String shortened(String s) {
    String line = s.replaceAll("[\\s\\p{Cntrl}]+", " ");
    return line.length() > 80 ? line.substring(0, 77) + "..." : line;
  }

  /** Builds nodes from the tokens of one text. */
  private static final class Reader {
    private final String text;
    private final String source;
    private final Map<String, String> origins;
    private final boolean lines;
    private int line = 1;

    Reader(String text, String source, Map<String, String> origins, boolean lines) {
      this.text = text;
      this.source = source;
      this.origins = origins;
      this.lines = lines;
    }

    JsonNode document(String path) {
      try (YAMLParser in = SpecYaml.tokens(text)) {
        JsonToken first = in.nextToken();
        if (first == null) {
          return NODES.missingNode();
        }
        JsonNode read = value(in, first, path);
        if (in.nextToken() != null) {
          line = in.currentTokenLocation().getLineNr();
          throw wrong("must be one YAML document, got more than one");
        }
        return read;
      } catch (JsonProcessingException e) {
        if (e.getLocation() != null && e.getLocation().getLineNr() > 0) {
          line = e.getLocation().getLineNr();
        }
        String first = e.getOriginalMessage().lines().findFirst().orElse("unreadable");
        String problem = SpecYaml.isMisread(e) ? ": " : ": is not valid YAML: ";
        throw new IllegalArgumentException(here() + problem + first, e);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // reading a String does no I/O
      }
    }

    private JsonNode value(YAMLParser in, JsonToken token, String path) throws IOException {
      line = in.currentTokenLocation().getLineNr();
      origins.putIfAbsent(path, here());
      if (in.isCurrentAlias()) {
        throw wrong("aliases (*" + in.getText() + ") are not supported");
      }
      if (in.getObjectId() != null) {
        throw wrong("anchors (&" + in.getObjectId() + ") are not supported");
      }
      if (in.getTypeId() != null) {
        throw wrong("tags (!" + in.getTypeId() + ") are not supported");
      }
      return switch (token) {
        case START_OBJECT -> object(in, path);
        case START_ARRAY -> array(in, path);
        case VALUE_STRING -> NODES.textNode(in.getText());
        case VALUE_NUMBER_INT -> NODES.numberNode(in.getBigIntegerValue());
        case VALUE_NUMBER_FLOAT -> NODES.numberNode(in.getDoubleValue());
        case VALUE_TRUE -> NODES.booleanNode(true);
        case VALUE_FALSE -> NODES.booleanNode(false);
        case VALUE_NULL -> NODES.nullNode();
        default -> throw wrong("unsupported YAML token: " + token);
      };
    }

    private ObjectNode object(YAMLParser in, String path) throws IOException {
      ObjectNode object = NODES.objectNode();
      while (in.nextToken() != JsonToken.END_OBJECT) {
        String key = in.currentName();
        line = in.currentTokenLocation().getLineNr();
        String at = path.isEmpty() ? key : path + "." + key;
        if (object.has(key)) {
          throw wrong("key '" + shortened(at) + "' appears twice");
        }
        origins.put(at, here());
        object.set(key, value(in, in.nextToken(), at));
      }
      return object;
    }

    private ArrayNode array(YAMLParser in, String path) throws IOException {
      ArrayNode array = NODES.arrayNode();
      for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
        boolean section =
            t == JsonToken.START_OBJECT; // a list may hold several, so each has an index
        array.add(value(in, t, section ? path + "[" + array.size() + "]" : path));
      }
      return array;
    }

    private String here() {
      return lines ? source + ":" + line : source;
    }

    private IllegalArgumentException wrong(String what) {
      return new IllegalArgumentException(here() + ": " + what);
    }
  }
}
