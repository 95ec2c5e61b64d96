package kpnative.data.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds pairs of faces that show the same photograph, as it is or mirrored. */
/* Three tests, each applied to what passes the one before: the hashes differ in at most a quarter
 * of their bits, the patches correlate without alignment, and their details correlate once they are
 * aligned. The last threshold is the highest that finds all 11 known pairs of HELEN; its bursts of
 * one smile begin just there. A lower one finds more of those, a higher one misses photographs that
 * were sharpened or carry lettering. */
final class Duplicates {
  /** The least likeness of details at which two faces count as duplicates. */
  static final double LIKENESS = 0.89;

  private static final int MOST_BITS = FacePatch.BITS / 4;
  private static final double CORRELATION = 0.85;

  private Duplicates() {}

  /**
   * Two faces that show one photograph.
   *
   * @param first the index of the earlier face
   * @param second the index of the later face
   * @param likeness the correlation of the details, {@link #LIKENESS} to 1
   * @param mirrored whether one is the mirror image of the other
   */
  record Pair(int first, int second, double likeness, boolean mirrored) {}

  /**
   * {@return the pairs, the most alike first}
   *
   * @param patches one for each face; empty where a face cannot be compared
   * @param mirrors whether to compare mirror images too; needs patches whose vertical axis is the
   *     face's
   */
  static List<Pair> find(List<Optional<FacePatch>> patches, boolean mirrors) {
    List<Pair> pairs = new ArrayList<>();
    int[] indices =
        IntStream.range(0, patches.size()).filter(i -> hasContrast(patches, i)).toArray();
    FacePatch[] faces =
        IntStream.of(indices).mapToObj(i -> patches.get(i).orElseThrow()).toArray(FacePatch[]::new);
    for (int j = 0; j < faces.length; j++) {
      FacePatch mirror = faces[j].mirrored();
      for (int i = 0; i < j; i++) {
        double direct = likeness(faces[i], faces[j]);
        double mirrored = mirrors ? likeness(faces[i], mirror) : -1;
        double likeness = Math.max(direct, mirrored);
        if (likeness >= LIKENESS) {
          pairs.add(new Pair(indices[i], indices[j], likeness, mirrored > direct));
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
