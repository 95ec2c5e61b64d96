package kpnative.keypoints;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.text.SpecTree;

/** Schemas in files of YAML: those in the jar, and one's own. */
/* Those in the jar are read as JSON with comments, which they also are: an application that only
 * detects has no YAML library, and need not wait for one. */
final class SchemaFiles {
  private static final String FOLDER = "/kpnative/schemas/";
  private static final int MOST_BYTES = 1 << 20;

  /** By the number of their points. */
  static final List<String> IN_JAR =
      List.of("face5", "aflw19", "cofw29", "imm58", "ibug68", "imm-frontal73", "wflw98");

  /** The mappings between schemas. */
  private static final Set<String> MAPPINGS =
      Set.of(
          "wflw98-to-ibug68",
          "wflw98-to-face5",
          "ibug68-to-face5",
          "cofw29-to-face5",
          "aflw19-to-face5",
          "imm58-to-face5",
          "imm-frontal73-to-face5");

  private SchemaFiles() {}

  /** {@return the schema of the jar with this name, one of {@link #IN_JAR}} */
  static SchemaPoints inJar(String name) {
    return SchemaTree.read(resource(name));
  }

  /** {@return the tree of the jar's mapping between two schemas, by their names} */
  static Optional<JsonNode> mapping(String from, String to) {
    String name = from + "-to-" + to;
    return MAPPINGS.contains(name) ? Optional.of(resource(name)) : Optional.empty();
  }

  private static JsonNode resource(String name) {
    JsonFactory json = JsonFactory.builder().enable(JsonReadFeature.ALLOW_YAML_COMMENTS).build();
    try (InputStream in = SchemaFiles.class.getResourceAsStream(FOLDER + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + FOLDER + name + ".yaml");
      }
      return new ObjectMapper(json).readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@return whether a file is a mapping: a section with a key {@code from}} */
  static boolean isMapping(Path file) throws IOException {
    return Files.isRegularFile(file) && read(file, tree -> tree.has("from"));
  }

  /**
   * {@return the schema of a file}
   *
   * @throws IOException if it cannot be read or describes no schema; one line with file and line
   */
  static SchemaPoints read(Path file) throws IOException {
    return read(file, SchemaTree::read);
  }

  /** {@return what {@code reader} makes of a file's tree; its errors with file and line} */
  static <T> T read(Path file, Function<JsonNode, T> reader) throws IOException {
    return read(InputFile.text(file, "a schema", MOST_BYTES), FileNames.text(file), reader);
  }

  /** {@return the schema of a text of YAML; {@code source} names it in messages} */
  static SchemaPoints parse(String yaml, String source) throws IOException {
    return read(yaml, source, SchemaTree::read);
  }

  private static <T> T read(String yaml, String source, Function<JsonNode, T> reader)
      throws IOException {
    try {
      return SpecTree.read(yaml, source).read(reader::apply);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
