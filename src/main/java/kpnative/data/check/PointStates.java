package kpnative.data.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kpnative.data.AnnotatedFace;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointState;

/**
 * How many of a set's faces lack each point, and in how many something hides it.
 *
 * @param faces with the schema's number of keypoints
 * @param names of the points
 * @param absent how many faces lack each point
 * @param hidden in how many faces the annotation calls each point hidden
 */
public record PointStates(
    int faces, List<String> names, List<Integer> absent, List<Integer> hidden) {
  private static final int NAMED = 8;

  /** Copies the lists. */
  public PointStates {
    names = List.copyOf(names);
    absent = List.copyOf(absent);
    hidden = List.copyOf(hidden);
  }

  /** {@return the counts of the faces that have the schema's number of keypoints} */
  static PointStates of(KeypointSchema schema, List<AnnotatedFace> all) {
    int[] absent = new int[schema.count()];
    int[] hidden = new int[schema.count()];
    int faces = 0;
    for (AnnotatedFace face : all) {
      if (face.keypoints().count() == schema.count()) {
        faces++;
        for (int k = 0; k < absent.length; k++) {
          PointState state = face.state(k);
          absent[k] += state == PointState.ABSENT ? 1 : 0;
          hidden[k] += state == PointState.HIDDEN ? 1 : 0;
        }
      }
    }
    return new PointStates(
        faces,
        schema.pointNames(),
        IntStream.of(absent).boxed().toList(),
        IntStream.of(hidden).boxed().toList());
  }

  /** {@return a line for absent points and one for hidden ones, where there are such} */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    line("absent", absent).ifPresent(lines::add);
    line("hidden", hidden).ifPresent(lines::add);
    return lines;
  }

  private Optional<String> line(String what, List<Integer> counts) {
    List<Integer> some =
        IntStream.range(0, counts.size())
            .filter(k -> counts.get(k) > 0)
            .boxed()
            .sorted(Comparator.comparing(counts::get, Comparator.reverseOrder()))
            .toList();
    if (some.isEmpty()) {
      return Optional.empty();
    }
    String named =
        some.stream()
            .limit(NAMED)
            .map(k -> names.get(k) + " in " + counts.get(k))
            .collect(Collectors.joining(", "));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s: %d of %d points: %s%s",
            what,
            counts.stream().mapToInt(Integer::intValue).sum(),
            faces * names.size(),
            named,
            some.size() > NAMED ? ", and " + (some.size() - NAMED) + " more" : ""));
  }

  /** {@return the counts by the points' names, ready for JSON; only points with a count} */
  public Map<String, Map<String, Integer>> toMap() {
    Map<String, Map<String, Integer>> map = new LinkedHashMap<>();
    map.put("absent", byName(absent));
    map.put("hidden", byName(hidden));
    return map;
  }

  private Map<String, Integer> byName(List<Integer> counts) {
    Map<String, Integer> by = new LinkedHashMap<>();
    for (int k = 0; k < counts.size(); k++) {
      if (counts.get(k) > 0) {
        by.put(names.get(k), counts.get(k));
      }
    }
    return by;
  }
}
