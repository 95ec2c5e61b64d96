package kpnative.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Non-maximum suppression, greedy: of faces that overlap, the one with the best score stays. */
final class NonMaximumSuppression {
  /** Intersection over union above which two boxes are one face: YuNet's own value. */
  static final double SAME = 0.3;

  private NonMaximumSuppression() {}

  /** {@return those of {@code faces} that overlap no surer one, the surest first} */
  static List<FaceCandidate> of(List<FaceCandidate> faces) {
    List<FaceCandidate> kept = new ArrayList<>();
    faces.stream()
        .sorted(Comparator.comparingDouble(FaceCandidate::score).reversed())
        .forEach(
            face -> {
              if (kept.stream().allMatch(k -> k.box().overlap(face.box()) <= SAME)) {
                kept.add(face);
              }
            });
    return List.copyOf(kept);
  }
}
