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
 * Faces that show one photograph or one person twice.
 *
 * @param all the faces
 * @param pairs of them, by their places in the list, that look the same
 */
record PairChecks(List<AnnotatedFace> all, List<Duplicates.Pair> pairs) {
  /** The likeness from which two pictures of one known person count as one photograph. */
  /* A series of one person before one camera is alike up to 0.994 (IMM Frontal), and no split
   * divides it; a copy of a picture at another size or quality is more alike. */
  private static final double LIKENESS_OF_ONE_PERSON = 0.997;

  /**
   * {@return a finding for each pair, but for pictures of one known person that only look alike}
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
   * {@return a finding for each validation face whose person or photograph also trains} A rule
   * keeps them together; a list of names by hand may not.
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
          String text = key + "; validates, and trains in " + besides(name, other.picture().name());
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
            besides(a.picture().name(), b.picture().name()),
            p.likeness(),
            a.photograph().equals(b.photograph()) ? ", known to be one photograph" : "",
            note);
    return new Finding(kind, p.likeness(), text, List.of(a, b), a.picture().name());
  }

  /** The second of two paths; without its folder, where that is the first one's. */
  private static String besides(String first, String second) {
    int folder = Math.max(first.lastIndexOf('/'), first.lastIndexOf('\\')) + 1;
    return first.regionMatches(0, second, 0, folder) ? second.substring(folder) : second;
  }

  private static Set<AnnotatedFace> identities(List<AnnotatedFace> faces) {
    Set<AnnotatedFace> set = Collections.newSetFromMap(new IdentityHashMap<>());
    set.addAll(faces);
    return set;
  }
}
