package kpnative.data.load;

import java.util.SplittableRandom;
import kpnative.augment.Randomness;
import kpnative.augment.Randomness.Purpose;

/** The order in which an epoch visits faces. */
public final class EpochOrder {
  private EpochOrder() {}

  /** {@return all faces once, in the data set's order} */
  public static int[] inOrder(int faces) {
    int[] order = new int[faces];
    for (int i = 0; i < faces; i++) {
      order[i] = i;
    }
    return order;
  }

  /**
   * {@return a random order for one epoch: shuffles of all faces, concatenated and truncated to
   * {@code samples}} An epoch may therefore be longer or shorter than the data set.
   *
   * @param faces at least 1
   * @param samples the epoch's length
   * @throws IllegalArgumentException if there are no faces
   */
  public static int[] shuffled(int faces, long samples, Randomness randomness, int epoch) {
    if (faces < 1) {
      throw new IllegalArgumentException("an epoch needs at least 1 face, got " + faces);
    }
    int[] order = new int[Math.toIntExact(samples)];
    for (int done = 0, round = 0; done < order.length; round++) {
      int[] all = inOrder(faces);
      SplittableRandom random = randomness.stream(epoch, round, Purpose.ORDER);
      for (int i = faces - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swap = all[i];
        all[i] = all[j];
        all[j] = swap;
      }
      int n = Math.min(faces, order.length - done);
      System.arraycopy(all, 0, order, done, n);
      done += n;
    }
    return order;
  }
}
