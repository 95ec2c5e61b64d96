package kpnative.data.write;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import kpnative.files.AtomicFile;

/** Files of JSON, in UTF-8, a list's objects on lines of their own. */
final class JsonText {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

  private JsonText() {}

  /** Writes a document. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** {@return the content of a file} */
  static AtomicFile.Content of(Body body) {
    return out -> {
      try (JsonGenerator json = FACTORY.createGenerator(out, JsonEncoding.UTF8)) {
        json.configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);
        body.write(json);
        json.writeRaw('\n');
      }
    };
  }

  /** Begins an object of a list, on a new line. */
  static void item(JsonGenerator json) throws IOException {
    json.writeRaw("\n");
    json.writeStartObject();
  }
}
