package kpnative.keypoints;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
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

  private SchemaFiles() {}

  /** {@return the schema of the jar with this name, one of {@link #IN_JAR}} */
  static SchemaPoints inJar(String name) {
    JsonFactory json = JsonFactory.builder().enable(JsonReadFeature.ALLOW_YAML_COMMENTS).build();
    try (InputStream in = SchemaFiles.class.getResourceAsStream(FOLDER + name + ".yaml")) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + FOLDER + name + ".yaml");
      }
      JsonNode tree = new ObjectMapper(json).readTree(in);
      return SchemaTree.read(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * {@return the schema of a file}
   *
   * @throws IOException if it cannot be read or describes no schema; one line with file and line
   */
  static SchemaPoints read(Path file) throws IOException {
    return parse(InputFile.text(file, "a schema", MOST_BYTES), FileNames.text(file));
  }

  /** {@return the schema of a text of YAML; {@code source} names it in messages} */
  static SchemaPoints parse(String yaml, String source) throws IOException {
    try {
      return SpecTree.read(yaml, source).read(SchemaTree::read);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
