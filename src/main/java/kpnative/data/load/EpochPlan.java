package kpnative.data.load;

import java.util.List;
import java.util.Optional;
import kpnative.augment.DrawnAugmentation;

/**
 * Defines the samples of one epoch; beside the data, nothing else determines what is in a batch.
 *
 * @param order the faces to visit, by index
 * @param epoch selects the random streams
 * @param augmenting empty for no augmentation
 * @param replayed one augmentation for each position, instead of those that {@code augmenting}
 *     draws; or empty
 */
record EpochPlan(
    int[] order, int epoch, Optional<Augmenting> augmenting, List<DrawnAugmentation> replayed) {
  static final EpochPlan NOTHING = new EpochPlan(new int[0], 0, Optional.empty(), List.of());

  /** {@return the largest factor by which a sample may be enlarged} */
  double largestEnlargement() {
    return augmenting.isEmpty() ? 1 : augmenting.get().augmentation().largestEnlargement();
  }
}
