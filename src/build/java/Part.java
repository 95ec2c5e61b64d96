import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** An entry of {@code parts.yaml}; see there. */
record Part(
    String name,
    Optional<Pattern> files,
    Optional<Pattern> inside,
    Optional<String> version,
    String licence,
    List<String> texts,
    Optional<String> project,
    Optional<String> known) {
  /** {@return all entries of a file, in its order} */
  static List<Part> read(Path yaml) throws IOException {
    List<Part> parts = new ArrayList<>();
    for (Object entry : new ObjectMapper(new YAMLFactory()).readValue(yaml.toFile(), List.class)) {
      parts.add(of((Map<?, ?>) entry));
    }
    return List.copyOf(parts);
  }

  private static Part of(Map<?, ?> entry) {
    return new Part(
        entry.get("name").toString(),
        value(entry, "files").map(Pattern::compile),
        value(entry, "inside").map(Pattern::compile),
        value(entry, "version"),
        entry.get("licence").toString(),
        ((List<?>) entry.get("texts")).stream().map(Object::toString).toList(),
        value(entry, "project"),
        value(entry, "known"));
  }

  private static Optional<String> value(Map<?, ?> entry, String key) {
    return Optional.ofNullable(entry.get(key)).map(Object::toString);
  }
}
