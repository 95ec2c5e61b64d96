package kpnative.face;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Greedy non-maximum suppression: of overlapping faces, the one with the highest score is kept. */
public final class NonMaximumSuppression {
  /** Boxes with a larger intersection over union are the same face; YuNet's own value. */
  public static final double IOU_THRESHOLD = 0.3;

  private NonMaximumSuppression() {}

  /** {@return the faces that are kept, in descending order of score} */
  public static List<FaceCandidate> of(List<FaceCandidate> faces) {
    List<FaceCandidate> kept = new ArrayList<>();
    faces.stream()
        .sorted(Comparator.comparingDouble(FaceCandidate::score).reversed())
        .forEach(
            face -> {
              if (kept.stream().allMatch(k -> k.box().overlap(face.box()) <= IOU_THRESHOLD)) {
                kept.add(face);
              }
            });
    return List.copyOf(kept);
  }
}
