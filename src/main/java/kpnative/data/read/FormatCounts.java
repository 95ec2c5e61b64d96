package kpnative.data.read;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How many files of a folder have each format.
 *
 * @param byFormat at least 1 each, in the order of the formats
 */
record FormatCounts(Map<AnnotationFormat, Integer> byFormat) {
  /** {@return those of these files, which are looked into} */
  static FormatCounts of(List<Path> files) {
    Map<AnnotationFormat, Integer> counts = new EnumMap<>(AnnotationFormat.class);
    for (Path file : files) {
      for (AnnotationFormat f : AnnotationFormat.values()) {
        if (f != AnnotationFormat.MERLRAV && f.claims(file)) { // only where it is named
          counts.merge(f, 1, Integer::sum);
        }
      }
    }
    return new FormatCounts(counts);
  }

  /** {@return whether no file has a known format} */
  boolean isEmpty() {
    return byFormat.isEmpty();
  }

  /** {@return whether files have several formats} */
  boolean areSeveral() {
    return byFormat.size() > 1;
  }

  /** {@return the first format of which there is a file} */
  AnnotationFormat first() {
    return byFormat.keySet().iterator().next();
  }

  /** {@return the counts as in {@code 3 pts, 1 csv}} */
  String inWords() {
    return byFormat.entrySet().stream()
        .map(e -> e.getValue() + " " + e.getKey().kind())
        .collect(Collectors.joining(", "));
  }
}
