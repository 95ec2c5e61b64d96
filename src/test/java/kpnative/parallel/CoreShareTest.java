package kpnative.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoreShareTest {
  @Test
  void aListOfCoresIsReadAsLinuxWritesIt() {
    assertThat(CoreShare.numbers("\t0-3,8,10-11")).containsExactly(0, 1, 2, 3, 8, 10, 11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none", "1-", "-3", "0,,2"})
  void whatIsNoListIsRejected(String list) {
    assertThatThrownBy(() -> CoreShare.numbers(list)).isInstanceOf(NumberFormatException.class);
  }

  @ParameterizedTest
  @CsvSource({"2,2", "7,2", "8,3", "64,64"})
  void everyCoreIsOneWorkersAndTheSharesDifferByOneAtMost(int cores, int workers) {
    List<Integer> all = IntStream.range(10, 10 + cores).boxed().toList();
    List<List<Integer>> shares = CoreShare.shares(all, workers);
    assertThat(shares).hasSize(workers);
    assertThat(shares.stream().flatMap(List::stream)).containsExactlyElementsOf(all);
    assertThat(shares)
        .allSatisfy(
            share -> assertThat(share).hasSizeBetween(cores / workers, cores / workers + 1));
  }

  @Test
  void moreWorkersThanCoresAreNotHeldToAny() {
    assertThat(CoreShare.of(WorkerPlace.MOST)).hasSize(WorkerPlace.MOST).allMatch(List::isEmpty);
  }
}
