package kpnative.data.load;

import java.util.List;
import java.util.Optional;
import kpnative.augment.DrawnAugmentation;

/**
 * What the samples of one epoch are: nothing else decides what is in a batch.
 *
 * @param order the faces to visit, by index
 * @param epoch names the random streams
 * @param augmenting empty for pictures as they are
 * @param replayed a change for each position, in place of what {@code augmenting} draws; or empty
 */
record EpochPlan(
    int[] order, int epoch, Optional<Augmenting> augmenting, List<DrawnAugmentation> replayed) {
  static final EpochPlan NOTHING = new EpochPlan(new int[0], 0, Optional.empty(), List.of());

  /** {@return the factor by which a sample may be enlarged at most} */
  double largestEnlargement() {
    return augmenting.isEmpty() ? 1 : augmenting.get().augmentation().largestEnlargement();
  }
}
