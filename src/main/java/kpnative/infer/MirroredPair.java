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

  /** {@return the averaging that the spec asks for; empty if it doesn't} */
  static Optional<MirroredPair> of(DetectorSpec spec) {
    return spec.flipTest()
        ? of(spec.keypointSchema(), spec.indices(), spec.codec())
        : Optional.empty();
  }

  /** Writes the average over {@code plain}; both hold {@code [B, 2K]}. */
  void average(float[] plain, float[] mirrored) {
    for (int row = 0; row < plain.length; row += 2 * partner.length) {
      average(plain, row, mirrored, row);
    }
  }

  /** Writes the average of two rows of {@code [B, 2K]} over the first. */
  void average(float[] all, int plain, int mirrored) {
    average(all, plain * 2 * partner.length, all, mirrored * 2 * partner.length);
  }

  private void average(float[] plain, int at, float[] mirrored, int mirroredAt) {
    float side = (float) (1 - 2 * origin); // u becomes 1 - u, and a number is u - origin
    for (int i = 0; i < partner.length; i++) {
      int x = at + 2 * i;
      int p = mirroredAt + 2 * partner[i];
      plain[x] = (plain[x] + side - mirrored[p]) / 2;
      plain[x + 1] = (plain[x + 1] + mirrored[p + 1]) / 2;
    }
  }
}
