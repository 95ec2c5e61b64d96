package kpnative.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Greedy non-maximum suppression: of faces that overlap, the surest stays. */
final class Surest {
  /** Intersection over union above which two boxes are one face: YuNet's own value. */
  static final double SAME = 0.3;

  private Surest() {}

  /** {@return those of {@code faces} that overlap no surer one, the surest first} */
  static List<FoundFace> of(List<FoundFace> faces) {
    List<FoundFace> kept = new ArrayList<>();
    faces.stream()
        .sorted(Comparator.comparingDouble(FoundFace::score).reversed())
        .forEach(
            face -> {
              if (kept.stream().allMatch(k -> k.box().overlap(face.box()) <= SAME)) {
                kept.add(face);
              }
            });
    return List.copyOf(kept);
  }
}
