package kpnative.suggest;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.stream.IntStream;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceGroups;

/**
 * A division of faces into parts, each of which is judged by models of the others. No photograph
 * and no known person is in two parts.
 */
final class Folds {
  private static final int MOST = 10;

  private final int[] part; // of each face
  private final int count;

  private Folds(int[] part, int count) {
    this.part = part;
    this.count = count;
  }

  /**
   * {@return the division of these faces: ten parts, fewer if there are fewer photographs or
   * persons, possibly only one}
   */
  static Folds of(List<AnnotatedFace> faces) {
    List<List<AnnotatedFace>> groups = FaceGroups.of(faces);
    int count = Math.min(MOST, groups.size());
    IdentityHashMap<AnnotatedFace, Integer> parts = new IdentityHashMap<>();
    for (int g = 0; g < groups.size(); g++) {
      for (AnnotatedFace face : groups.get(g)) {
        parts.put(face, g % count);
      }
    }
    return new Folds(faces.stream().mapToInt(parts::get).toArray(), count);
  }

  /** {@return the number of parts} */
  int count() {
    return count;
  }

  /** {@return the faces of a part, by their position} */
  int[] inside(int fold) {
    return IntStream.range(0, part.length).filter(i -> part[i] == fold).toArray();
  }

  /** {@return the faces of the other parts, by their position} */
  int[] outside(int fold) {
    return IntStream.range(0, part.length).filter(i -> part[i] != fold).toArray();
  }

  /** {@return the rows at these positions; not copies} */
  static double[][] select(double[][] rows, int[] at) {
    return IntStream.of(at).mapToObj(i -> rows[i]).toArray(double[][]::new);
  }
}
