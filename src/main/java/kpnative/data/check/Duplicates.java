package kpnative.data.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the faces that are shown twice, as they are or mirrored. */
/* Three sieves, each for what the one before lets through: hashes that differ in a quarter of their
 * bits or less, patches that correlate as they lie, and details that correlate once the patches are
 * moved onto each other. The last limit is the highest at which all 11 known pairs of HELEN are
 * found; its successive photographs of one smile begin there. A lower one finds more of those, a
 * higher one loses photographs that were sharpened or have lettering on them. */
final class Duplicates {
  /** The likeness of details from which two faces count as one. */
  static final double LIKENESS = 0.89;

  private static final int MOST_BITS = FacePatch.BITS / 4;
  private static final double CORRELATION = 0.85;

  private Duplicates() {}

  /**
   * Two faces that are one.
   *
   * @param first the position of the earlier one
   * @param second the position of the later one
   * @param likeness correlation of the details, {@link #LIKENESS} to 1
   * @param mirrored whether one is the mirror image of the other
   */
  record Pair(int first, int second, double likeness, boolean mirrored) {}

  /**
   * {@return the pairs, the most alike first}
   *
   * @param patches empty where there is nothing to compare
   * @param mirrors whether patches are aligned so that a mirrored patch is a mirrored face
   */
  static List<Pair> find(List<Optional<FacePatch>> patches, boolean mirrors) {
    List<Pair> pairs = new ArrayList<>();
    int[] shown = IntStream.range(0, patches.size()).filter(i -> hasContrast(patches, i)).toArray();
    FacePatch[] faces =
        IntStream.of(shown).mapToObj(i -> patches.get(i).orElseThrow()).toArray(FacePatch[]::new);
    for (int j = 0; j < faces.length; j++) {
      FacePatch mirror = faces[j].mirrored();
      for (int i = 0; i < j; i++) {
        double asItIs = likeness(faces[i], faces[j]);
        double mirrored = mirrors ? likeness(faces[i], mirror) : -1;
        double likeness = Math.max(asItIs, mirrored);
        if (likeness >= LIKENESS) {
          pairs.add(new Pair(shown[i], shown[j], likeness, mirrored > asItIs));
        }
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::likeness)
            .reversed()
            .thenComparingInt(Pair::first)
            .thenComparingInt(Pair::second));
    return pairs;
  }

  private static boolean hasContrast(List<Optional<FacePatch>> patches, int i) {
    return patches.get(i).filter(p -> !p.isFlat()).isPresent();
  }

  private static double likeness(FacePatch a, FacePatch b) {
    return a.distance(b) <= MOST_BITS && a.correlation(b) >= CORRELATION
        ? PatchMatch.likeness(a, b)
        : -1;
  }
}
