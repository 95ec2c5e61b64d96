package kpnative.data;

import java.util.Optional;
import kpnative.data.BatchLoader.Augmenting;

/**
 * What the samples of one epoch are: nothing else decides what is in a batch.
 *
 * @param order the faces to visit, by index
 * @param epoch names the random streams
 * @param augmenting empty for pictures as they are
 */
record EpochPlan(int[] order, int epoch, Optional<Augmenting> augmenting) {
  static final EpochPlan NOTHING = new EpochPlan(new int[0], 0, Optional.empty());

  /** {@return the factor by which a sample may be enlarged at most} */
  double largestEnlargement() {
    return augmenting.isEmpty() ? 1 : augmenting.get().augmentation().largestEnlargement();
  }
}
