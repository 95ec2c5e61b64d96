package kpnative.data;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says why faces cannot be divided: their file names make them one person's or photograph's. */
final class OneGroup {
  private OneGroup() {}

  /**
   * {@return one line: that names did it, what they say, how that was derived, and what to do}
   *
   * @param faces faces that all belong together
   */
  static String message(List<AnnotatedFace> faces) {
    if (faces.stream().map(f -> f.picture().name()).distinct().count() == 1) {
      return "a split needs faces of at least two photographs, got "
          + faces.size()
          + " of "
          + faces.get(0).picture().name();
    }
    Map<String, Long> keys =
        faces.stream()
            .flatMap(f -> FaceGroups.keys(f).stream())
            .collect(Collectors.groupingBy(k -> k, TreeMap::new, Collectors.counting()));
    String most = keys.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey();
    AnnotatedFace first =
        faces.stream().filter(f -> FaceGroups.keys(f).contains(most)).findFirst().orElseThrow();
    boolean person = most.equals(first.person().map(p -> "person " + p).orElse(""));
    return String.format(
        Locale.ROOT,
        "cannot divide %d faces into training and validation: by their file names they belong"
            + " together, %d of them to the %s (from %s: %s). If the names do not mean that, write"
            + " --set data.split.names=ignore",
        faces.size(),
        keys.get(most),
        most,
        first.picture().name(),
        person
            ? "a number of two digits, or a capitalised first and last name, before the"
                + " picture's number is a person's"
            : "five or more digits before _1, _2, ... are one photograph's, stored once for"
                + " each face");
  }
}
