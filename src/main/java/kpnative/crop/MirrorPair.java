package kpnative.crop;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kpnative.keypoints.KeypointSchema;

/** Averages a network's answer with its answer for the mirrored input. Immutable. */
public final class MirrorPair {
  private final int[] partner; // for each output keypoint, the output keypoint it swaps with
  private final double origin;

  private MirrorPair(int[] partner, double origin) {
    this.partner = partner;
    this.origin = origin;
  }

  /**
   * {@return the averaging for these keypoints; empty if the mirror leads to one that is not among
   * them}
   *
   * @param indices of the schema's keypoints, as the network finds them
   * @param origin the fraction of the input's side that is 0 in the network's answer
   */
  public static Optional<MirrorPair> of(KeypointSchema schema, int[] indices, double origin) {
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
    return Optional.of(new MirrorPair(partner, origin));
  }

  /** Writes the average over {@code plain}; both hold {@code [B, 2K]}. */
  public void average(float[] plain, float[] mirrored) {
    for (int row = 0; row < plain.length; row += 2 * partner.length) {
      average(plain, row, mirrored, row);
    }
  }

  /** Writes the average of two rows of {@code [B, 2K]} over the first. */
  public void average(float[] all, int plain, int mirrored) {
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
