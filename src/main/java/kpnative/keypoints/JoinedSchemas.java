package kpnative.keypoints;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Several schemas in one: all their points in turn, each under its schema's name and a point. */
final class JoinedSchemas {
  private static final int LONGEST_NAME = 64;

  private final List<String> names = new ArrayList<>();
  private final Map<String, List<Integer>> groups = new LinkedHashMap<>();
  private final Set<String> closed = new LinkedHashSet<>();
  private final List<Edge> edges = new ArrayList<>();
  private final List<Integer> mirror = new ArrayList<>();

  private JoinedSchemas() {}

  /**
   * {@return the points of all, without eyes: a face has those of one schema} A group of each
   * schema's name holds its points.
   */
  static SchemaPoints of(List<SchemaPoints> parts) {
    JoinedSchemas joined = new JoinedSchemas();
    parts.forEach(joined::add);
    String name = String.join("_", parts.stream().map(SchemaPoints::name).toList());
    boolean mirrors = parts.stream().allMatch(part -> part.mirror().isPresent());
    return new SchemaPoints(
        name.length() <= LONGEST_NAME ? name : "joined-" + joined.names.size(),
        "",
        "",
        joined.names,
        joined.groups,
        joined.closed,
        Optional.of(joined.edges),
        mirrors ? Optional.of(joined.mirror) : Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private void add(SchemaPoints part) {
    int first = names.size();
    String prefix = part.name() + ".";
    part.names().forEach(point -> names.add(prefix + point));
    List<Integer> all = new ArrayList<>();
    for (int k = first; k < names.size(); k++) {
      all.add(k);
    }
    groups.put(part.name(), all);
    part.groups()
        .forEach(
            (group, of) -> groups.put(prefix + group, of.stream().map(k -> first + k).toList()));
    part.closed().forEach(group -> closed.add(prefix + group));
    part.lines().forEach(e -> edges.add(new Edge(first + e.from(), first + e.to())));
    part.mirror().ifPresent(m -> m.forEach(k -> mirror.add(first + k)));
  }
}
