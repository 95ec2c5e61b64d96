package kpnative.data.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import kpnative.augment.Randomness;
import org.junit.jupiter.api.Test;

class EpochOrderTest {
  private static final Randomness RANDOM = new Randomness(5);

  @Test
  void anEpochOfTheDataSetsLengthVisitsEachFaceOnce() {
    int[] order = EpochOrder.shuffled(100, 100, RANDOM, 3);

    assertThat(order).containsExactlyInAnyOrder(EpochOrder.inOrder(100));
    assertThat(order).isNotEqualTo(EpochOrder.inOrder(100));
  }

  @Test
  void aLongEpochVisitsEachFaceOnceBeforeAnyAgain() {
    int[] order = EpochOrder.shuffled(10, 25, RANDOM, 0);

    assertThat(Arrays.copyOfRange(order, 0, 10)).containsOnlyOnce(EpochOrder.inOrder(10));
    assertThat(Arrays.copyOfRange(order, 10, 20)).containsOnlyOnce(EpochOrder.inOrder(10));
    assertThat(Arrays.copyOfRange(order, 20, 25)).doesNotHaveDuplicates();
    assertThat(Arrays.copyOfRange(order, 10, 20)).isNotEqualTo(Arrays.copyOfRange(order, 0, 10));
  }

  @Test
  void aShortEpochVisitsNoFaceTwice() {
    assertThat(EpochOrder.shuffled(1000, 50, RANDOM, 0)).hasSize(50).doesNotHaveDuplicates();
  }

  @Test
  void anEpochOfNoFacesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EpochOrder.shuffled(0, 5, new Randomness(1), 0))
        .withMessageContaining("at least 1 face");
  }

  @Test
  void theOrderIsAFunctionOfSeedAndEpoch() {
    int[] order = EpochOrder.shuffled(50, 50, RANDOM, 7);

    assertThat(EpochOrder.shuffled(50, 50, new Randomness(5), 7)).isEqualTo(order);
    assertThat(EpochOrder.shuffled(50, 50, RANDOM, 8)).isNotEqualTo(order);
    assertThat(EpochOrder.shuffled(50, 50, new Randomness(6), 7)).isNotEqualTo(order);
  }

  @Test
  void everyFaceComesFirstEquallyOften() {
    int[] first = new int[4];
    for (int epoch = 0; epoch < 4000; epoch++) {
      first[EpochOrder.shuffled(4, 4, RANDOM, epoch)[0]]++;
    }
    // 1000 each; the standard deviation of a count is 27
    assertThat(Arrays.stream(first).boxed()).allSatisfy(n -> assertThat(n).isBetween(870, 1130));
  }
}
