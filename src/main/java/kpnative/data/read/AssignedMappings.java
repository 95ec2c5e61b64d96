package kpnative.data.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.SchemaMapping;

/**
 * By which mappings, in turn, faces get the schema that a user states for them. Not thread-safe.
 */
final class AssignedMappings {
  private final String target;
  private final Optional<KeypointSchema> stated;
  private final Map<KeypointSchema, List<SchemaMapping>> known = new HashMap<>();

  /**
   * @param named the schema of the points, or empty for what the file says
   * @param target as in {@link SchemaMapping#find}; or empty
   * @throws IOException if the stated schema cannot be read
   */
  AssignedMappings(String named, String target) throws IOException {
    this.target = target;
    this.stated = named.isEmpty() ? Optional.empty() : Optional.of(KeypointSchema.find(named));
  }

  /** {@return what is wrong with a face of so many points; empty if they are the schema's} */
  Optional<String> wrongCount(int count) {
    return stated
        .filter(s -> s.count() != count)
        .map(
            s ->
                String.format(
                    Locale.ROOT, "%s has %d keypoints, got %d", s.name(), s.count(), count));
  }

  /**
   * {@return the mappings, at least one}
   *
   * @param own what the file says of the points
   * @param origin of the face, for messages
   * @throws IOException if a mapping cannot be read, or does not fit the points
   */
  List<SchemaMapping> of(int count, Optional<KeypointSchema> own, String origin)
      throws IOException {
    KeypointSchema given =
        own.orElseGet(
            () ->
                stated.isPresent() ? KeypointSchema.unnamed(count) : KeypointSchema.ofCount(count));
    List<SchemaMapping> mappings = known.get(given);
    if (mappings == null) {
      mappings = new ArrayList<>();
      KeypointSchema from = given;
      if (stated.isPresent()) {
        try {
          mappings.add(SchemaMapping.stated(given, stated.get()));
        } catch (IllegalArgumentException e) {
          throw new IOException(origin + ": " + e.getMessage(), e);
        }
        from = stated.get();
      }
      if (!target.isEmpty()) {
        mappings.add(SchemaMapping.find(from, target));
      }
      known.put(given, mappings);
    }
    return mappings;
  }
}
