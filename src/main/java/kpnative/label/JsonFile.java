package kpnative.label;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.InputFile;

/**
 * A file of JSON, an object, of which parts are replaced and the others come back as they were,
 * numbers to the digit. Not thread-safe.
 */
final class JsonFile {
  private static final int MAX_BYTES = 512 << 20;
  private static final int MAX_DEPTH = 64;

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MAX_DEPTH)
                          .maxDocumentLength(MAX_BYTES)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(
              DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Path file;
  private Optional<FileStamp> stamp = Optional.empty();
  private ObjectNode content;
  private boolean indented;

  /**
   * Reads the file.
   *
   * @param made the content where there is no file, which is written with the first change
   * @throws IOException if it cannot be read or holds no JSON object; the message names it
   */
  JsonFile(Path file, ObjectNode made) throws IOException {
    this.file = file;
    this.content = made;
    this.indented = true;
    fresh();
  }

  /** {@return whether the file was read anew} */
  boolean fresh() throws IOException {
    Optional<FileStamp> now = FileStamp.of(file);
    if (now.isEmpty() || now.equals(stamp)) {
      return false;
    }
    String text = InputFile.text(file, "annotations in JSON", MAX_BYTES);
    try {
      JsonNode tree = JSON.readTree(text);
      if (!(tree instanceof ObjectNode object)) {
        throw new IOException(FileNames.text(file) + ": expected an object of JSON");
      }
      content = object;
    } catch (JsonProcessingException e) {
      throw new IOException(
          FileNames.text(file) + ": not JSON: " + String.valueOf(e.getOriginalMessage()), e);
    }
    indented = text.isBlank() || text.lines().limit(2).count() > 1;
    stamp = now;
    return true;
  }

  Path path() {
    return file;
  }

  /** {@return the content; not to be changed but by {@link #replace}} */
  ObjectNode content() {
    return content;
  }

  /**
   * Writes the content as {@code change} leaves a copy of it.
   *
   * @throws IOException if it cannot be written; file and content are then as before
   */
  void replace(UnaryOperator<ObjectNode> change) throws IOException {
    ObjectNode now = change.apply(content.deepCopy());
    DefaultPrettyPrinter lines = new DefaultPrettyPrinter();
    // an element of a list each on its own line, but the numbers of a face in one
    lines.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
    lines.indentObjectsWith(new DefaultIndenter(" ", "\n"));
    byte[] bytes =
        (indented ? JSON.writer(lines) : JSON.writer())
            .writeValueAsString(now)
            .getBytes(StandardCharsets.UTF_8);
    AtomicFile.write(AtomicFile.edited(file), out -> out.write(bytes));
    content = now;
    stamp = FileStamp.of(file);
  }
}
