package kpnative.infer;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kpnative.codec.CoordinateCodec;
import kpnative.keypoints.KeypointSchema;

/** Averages a network's answer with its answer for the mirrored input. Immutable. */
final class MirroredPair {
  private final int[] partner; // for each output keypoint, the output keypoint it swaps with
  private final double origin;

  private MirroredPair(int[] partner, double origin) {
    this.partner = partner;
    this.origin = origin;
  }

  /**
   * {@return the averaging for these keypoints; empty if the mirror leads to one that is not among
   * them}
   */
  static Optional<MirroredPair> of(KeypointSchema schema, int[] indices, CoordinateCodec codec) {
    Optional<List<Integer>> mirror = schema.mirror();
    if (mirror.isEmpty()) {
      return Optional.empty();
    }
    List<Integer> all = Arrays.stream(indices).boxed().toList();
    int[] partner = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      partner[i] = all.indexOf(mirror.get().get(indices[i]));
      if (partner[i] < 0) {
        return Optional.empty();
      }
    }
    return Optional.of(new MirroredPair(partner, codec.origin()));
  }

  /** Writes the average over {@code plain}; both hold {@code [B, 2K]}. */
  void average(float[] plain, float[] mirrored) {
    int k = partner.length;
    float side = (float) (1 - 2 * origin); // u becomes 1 - u, and a number is u - origin
    for (int row = 0; row < plain.length; row += 2 * k) {
      for (int i = 0; i < k; i++) {
        int p = row + 2 * partner[i];
        plain[row + 2 * i] = (plain[row + 2 * i] + side - mirrored[p]) / 2;
        plain[row + 2 * i + 1] = (plain[row + 2 * i + 1] + mirrored[p + 1]) / 2;
      }
    }
  }
}
