package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.data.AnnotatedFace;
import kpnative.files.FileNames;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.SchemaMapping;

/**
 * The schema that a user states for a data set, and the one to which its faces are mapped, in
 * brackets before the data set: {@code [wflw98]csv:FILE}, {@code [wflw98>ibug68]csv:FILE}, {@code
 * [>face5]pts:DIR}. Each is the name of a schema in the jar or a file.
 *
 * @param named the schema of the points, or empty for what the file says
 * @param target the schema, or the file of a mapping, that the faces are mapped to; or empty
 */
record AssignedSchema(String named, String target) {
  static final AssignedSchema NONE = new AssignedSchema("", "");

  private static final Pattern BRACKETS =
      Pattern.compile("\\[([^\\]>]*)(?:>([^\\]>]*))?\\](.+)", Pattern.DOTALL);

  /** {@return what stands in brackets before a data set, and the rest; empty if nothing does} */
  static Optional<Map.Entry<AssignedSchema, String>> before(String text) {
    Matcher m = BRACKETS.matcher(text);
    if (!m.matches() || SpecText.exists(text)) {
      return Optional.empty();
    }
    String target = m.group(2) == null ? "" : m.group(2);
    return Optional.of(Map.entry(new AssignedSchema(m.group(1), target), m.group(3)));
  }

  /** {@return the text in brackets; empty if there is nothing to say} */
  String spelled() {
    return equals(NONE) ? "" : "[" + named + (target.isEmpty() ? "" : ">" + target) + "]";
  }

  /** {@return these with absolute paths of files} */
  AssignedSchema absolute() {
    return new AssignedSchema(absolute(named), absolute(target));
  }

  private static String absolute(String nameOrFile) {
    return nameOrFile.isEmpty() || KeypointSchema.named(nameOrFile).isPresent()
        ? nameOrFile
        : FileNames.text(Path.of(nameOrFile).toAbsolutePath().normalize());
  }

  /**
   * {@return the faces with the schema, mapped}
   *
   * @param faults receives the faces whose number of keypoints is not the schema's
   * @throws IOException if a schema or mapping cannot be read
   */
  List<AnnotatedFace> apply(List<AnnotatedFace> faces, DataFaults faults) throws IOException {
    if (equals(NONE)) {
      return faces;
    }
    Optional<KeypointSchema> stated =
        named.isEmpty() ? Optional.empty() : Optional.of(KeypointSchema.find(named));
    Map<KeypointSchema, SchemaMapping> mappings = new HashMap<>();
    List<AnnotatedFace> all = new ArrayList<>();
    for (AnnotatedFace face : faces) {
      int count = face.keypoints().count();
      KeypointSchema own = stated.or(face::schema).orElseGet(() -> KeypointSchema.ofCount(count));
      if (own.count() != count) {
        faults.leftOut(
            String.format(
                Locale.ROOT,
                "%s: %s has %d keypoints, got %d%s",
                face.origin(),
                own,
                own.count(),
                count,
                FaceFaults.LEFT_OUT));
      } else if (target.isEmpty()) {
        all.add(face.withSchema(own));
      } else {
        SchemaMapping mapping = mappings.get(own);
        if (mapping == null) {
          mapping = SchemaMapping.find(own, target);
          mappings.put(own, mapping);
        }
        all.add(
            face.withSchema(
                mapping.to(), mapping.apply(face.keypoints()), mapping.apply(face.states())));
      }
    }
    return all;
  }
}
