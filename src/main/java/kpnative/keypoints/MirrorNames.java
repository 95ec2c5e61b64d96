package kpnative.keypoints;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which points mirror each other, as their names tell: two names that differ in the word {@code
 * left} or {@code right} (or {@code l} and {@code r}) only, such as {@code left_eye} and {@code
 * right_eye}, {@code LeftEye} and {@code RightEye}, {@code eye L} and {@code eye R}.
 */
final class MirrorNames {
  // a word: between other characters than letters, or before a capital
  private static final Pattern LEFT =
      Pattern.compile("(?<![A-Za-z])(?:left|LEFT|Left|[lL](?![A-Za-z]))|(?<=[a-z])Left");
  private static final Pattern RIGHT =
      Pattern.compile("(?<![A-Za-z])(?:right|RIGHT|Right|[rR](?![A-Za-z]))|(?<=[a-z])Right");

  private MirrorNames() {}

  /**
   * {@return for each point, the index of that which takes its place in the mirrored face; empty if
   * no name has a side, or a name with a side has no partner}
   */
  static List<Integer> places(List<String> names) {
    Map<String, Integer> rights = new HashMap<>();
    List<Integer> places = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      places.add(k);
      Matcher right = RIGHT.matcher(names.get(k));
      if (right.find()) {
        rights.put(right.replaceFirst("\u0000"), k);
      }
    }
    int paired = 0;
    for (int k = 0; k < names.size(); k++) {
      Matcher left = LEFT.matcher(names.get(k));
      Integer partner = left.find() ? rights.get(left.replaceFirst("\u0000")) : null;
      if (partner != null && partner != k) {
        places.set(k, partner);
        places.set(partner, k);
        paired++;
      } else if (partner == null && LEFT.matcher(names.get(k)).find()) {
        return List.of();
      }
    }
    return paired > 0 && paired == rights.size() ? places : List.of();
  }
}
