package kpnative.keypoints;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kpnative.text.PlainText;

/**
 * Which points of a file are those of a schema that a user states for it. Points with names are
 * told by them, in whatever order the file has them; points with numbers alone by these, from the
 * lowest.
 */
public final class PointOrder {
  private PointOrder() {}

  /**
   * {@return for each point of the schema, the index of the file's point that it is: all indices
   * once}
   *
   * @param names the file's points in its order, all different
   * @throws IllegalArgumentException if they are not as many, or have names of which the schema
   *     lacks one: by their places they would be other points
   */
  public static int[] of(List<String> names, KeypointSchema schema) {
    if (names.size() != schema.count()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s has %d points, got %d",
              schema.name(),
              schema.count(),
              names.size()));
    }
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      places.put(names.get(i), i);
    }
    List<String> wanted = schema.pointNames();
    if (places.keySet().containsAll(wanted)) {
      return wanted.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }
    if (areNumbered(names)) {
      List<String> ascending = new ArrayList<>(names);
      ascending.sort(NaturalOrder.NAMES);
      return ascending.stream().mapToInt(name -> places.getOrDefault(name, -1)).toArray();
    }
    if (wanted.equals(
        KeypointSchema.unnamed(wanted.size()).pointNames())) { // the user drops the names
      int[] inTurn = new int[names.size()];
      for (int i = 0; i < inTurn.length; i++) {
        inTurn[i] = i;
      }
      return inTurn;
    }
    String other =
        names.stream().filter(name -> !wanted.contains(name)).findFirst().orElse(names.get(0));
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "the points have names, and %s has none called '%s': --map-to FILE says which become"
                + " which",
            schema.name(),
            PlainText.line(other)));
  }

  /** {@return whether the points are numbered at most: they differ in nothing but a number} */
  public static boolean areNumbered(List<String> names) {
    return names.stream().map(NaturalOrder::withoutNumbers).distinct().count() <= 1
        && names.stream().allMatch(name -> name.matches("(?s).*\\d.*"));
  }
}
