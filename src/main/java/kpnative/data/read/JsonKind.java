package kpnative.data.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;

/** Which tool wrote a file of JSON, told by the names of its outermost fields. */
final class JsonKind {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonKind() {}

  /**
   * {@return the format's kind; empty if the fields are not those of any}
   *
   * @param head the file's first bytes; it may be cut off anywhere
   */
  static Optional<String> of(byte[] head) {
    try (JsonParser in = FACTORY.createParser(new ByteArrayInputStream(head))) {
      JsonToken first = in.nextToken();
      if (first == JsonToken.START_OBJECT) {
        return ofObject(in);
      }
      boolean tasks = first == JsonToken.START_ARRAY && in.nextToken() == JsonToken.START_OBJECT;
      return tasks ? ofTask(in) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty(); // cut off, or no JSON
    } catch (IOException e) {
      return Optional.empty(); // no text in UTF-8, 16 or 32
    }
  }

  private static Optional<String> ofObject(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      switch (in.currentName()) {
        case "images", "annotations", "categories", "licenses" -> {
          return Optional.of("coco");
        }
        case "shapes", "imagePath", "imageData" -> {
          return Optional.of("labelme");
        }
        default -> {
          in.nextToken();
          in.skipChildren();
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofTask(JsonParser in) throws IOException {
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      if (name.equals("annotations")
          || name.equals("predictions")
          || name.equals("data")
          || name.equals("annotation_id")) {
        return Optional.of("labelstudio");
      }
      in.skipChildren();
    }
    return Optional.empty();
  }
}
