package kpnative.data.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import kpnative.data.AnnotatedFace;
import kpnative.data.Split;

/**
 * Checks for photographs and persons that occur more than once.
 *
 * @param all the faces
 * @param pairs the pairs of faces that look the same, by index in {@code all}
 */
record PairChecks(List<AnnotatedFace> all, List<Duplicates.Pair> pairs) {
  /** The least likeness at which two pictures of one known person count as one photograph. */
  /* A series of one person in front of one camera reaches a likeness of 0.994 (IMM Frontal), and no
   * split divides it. A copy of a picture at another size or quality is more alike. */
  private static final double LIKENESS_OF_ONE_PERSON = 0.997;

  /**
   * {@return a finding for each pair, except for pictures of one known person that are merely
   * similar}
   */
  List<Finding> duplicates() {
    List<Finding> found = new ArrayList<>();
    for (Duplicates.Pair p : pairs) {
      AnnotatedFace a = all.get(p.first());
      AnnotatedFace b = all.get(p.second());
      boolean onePerson = a.person().isPresent() && a.person().equals(b.person());
      if (!onePerson || p.likeness() >= LIKENESS_OF_ONE_PERSON) {
        found.add(finding(Kind.DUPLICATE, p, ""));
      }
    }
    return found;
  }

  /** {@return a finding for each pair that a split divides} */
  List<Finding> onBothSides(Split split) {
    Set<AnnotatedFace> train = identities(split.train().faces());
    Set<AnnotatedFace> validation = identities(split.validation().faces());
    List<Finding> found = new ArrayList<>();
    for (Duplicates.Pair p : pairs) {
      AnnotatedFace a = all.get(p.first());
      AnnotatedFace b = all.get(p.second());
      if (train.contains(a) && validation.contains(b)) {
        found.add(finding(Kind.BOTH_SIDES, p, "; trains, the other validates"));
      } else if (train.contains(b) && validation.contains(a)) {
        found.add(finding(Kind.BOTH_SIDES, p, "; validates, the other trains"));
      }
    }
    return found;
  }

  /**
   * {@return a finding for each validation face whose person or photograph is also in training} A
   * rule keeps them together; a hand-written list of names may not.
   */
  static List<Finding> samePersonOrPhotograph(Split split) {
    Map<String, AnnotatedFace> training = new LinkedHashMap<>();
    for (AnnotatedFace face : split.train().faces()) {
      keys(face).forEach(key -> training.putIfAbsent(key, face));
    }
    List<Finding> found = new ArrayList<>();
    for (AnnotatedFace face : split.validation().faces()) {
      String name = face.picture().name();
      for (String key : keys(face)) {
        AnnotatedFace other = training.get(key);
        if (other != null) {
          String text =
              key
                  + "; validates, and trains in "
                  + withoutSharedFolder(name, other.picture().name());
          found.add(new Finding(Kind.BOTH_SIDES, 1, text, List.of(face, other), name));
        }
      }
    }
    return found;
  }

  private static List<String> keys(AnnotatedFace face) {
    List<String> keys = new ArrayList<>(List.of("photograph " + face.photograph()));
    face.person().ifPresent(p -> keys.add("person " + p));
    return keys;
  }

  private Finding finding(Kind kind, Duplicates.Pair p, String note) {
    AnnotatedFace a = all.get(p.first());
    AnnotatedFace b = all.get(p.second());
    String text =
        String.format(
            Locale.ROOT,
            "%s %s, likeness %.3f%s%s",
            p.mirrored() ? "the mirror image of" : "the same as",
            withoutSharedFolder(a.picture().name(), b.picture().name()),
            p.likeness(),
            a.photograph().equals(b.photograph()) ? ", known to be one photograph" : "",
            note);
    return new Finding(kind, p.likeness(), text, List.of(a, b), a.picture().name());
  }

  /** The second path, without its folder if that is also the first one's. */
  private static String withoutSharedFolder(String first, String second) {
    int folder = Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1;
    return first.regionMatches(0, second, 0, folder) ? second.substring(folder) : second;
  }

  private static Set<AnnotatedFace> identities(List<AnnotatedFace> faces) {
    Set<AnnotatedFace> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(faces);
    return set;
  }
}
