package kpnative.crop;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kpnative.keypoints.KeypointSchema;

/**
 * Averages a network's prediction with its prediction for the mirrored input (flip test).
 * Immutable.
 */
public final class MirrorPair {
  private final int[] partner; // for each output keypoint, its mirror partner among them
  private final double origin;

  private MirrorPair(int[] partner, double origin) {
    this.partner = partner;
    this.origin = origin;
  }

  /**
   * {@return the averaging for these keypoints; empty if the schema has no mirror pairs, or a
   * partner is not among the keypoints}
   *
   * @param indices the network's keypoints in output order, as indices in the schema
   * @param origin the coordinate, as a fraction of the input's side, that the network encodes as 0
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

  /** {@return for each output keypoint, the index of its mirror partner among them} */
  public int[] partners() {
    return partner.clone();
  }

  /** Replaces {@code plain} by the average; both are {@code [B, 2K]}. */
  public void average(float[] plain, float[] mirrored) {
    for (int row = 0; row < plain.length; row += 2 * partner.length) {
      average(plain, row, mirrored, row);
    }
  }

  /** Replaces row {@code plain} of {@code [B, 2K]} by its average with row {@code mirrored}. */
  public void average(float[] all, int plain, int mirrored) {
    average(all, plain * 2 * partner.length, all, mirrored * 2 * partner.length);
  }

  private void average(float[] plain, int at, float[] mirrored, int mirroredAt) {
    float side = (float) (1 - 2 * origin); // mirroring maps u to 1 - u; coordinates are u - origin
    for (int i = 0; i < partner.length; i++) {
      int x = at + 2 * i;
      int p = mirroredAt + 2 * partner[i];
      plain[x] = (plain[x] + side - mirrored[p]) / 2;
      plain[x + 1] = (plain[x + 1] + mirrored[p + 1]) / 2;
    }
  }
}
