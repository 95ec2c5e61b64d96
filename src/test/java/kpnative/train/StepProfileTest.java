package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StepProfileTest {
  @Test
  void theTableHasMillisecondsAStepAndShares() {
    StepProfile profile =
        new StepProfile(
            10,
            Map.of(
                Phase.FORWARD, 30_000_000L, Phase.BACKWARD, 60_000_000L, Phase.REST, 10_000_000L));

    assertThat(profile.table("epoch 1"))
        .contains(
            "profile of epoch 1                ms a step    share",
            "  forward                             3.000   30.0 %",
            "  waiting for data                    0.000    0.0 %",
            "  together, 10 steps                 10.000  100.0 %");
  }

  @Test
  void profilesAddUp() {
    StepProfile one = new StepProfile(1, Map.of(Phase.LOSS, 2L, Phase.COPY, 3L));
    StepProfile other = new StepProfile(2, Map.of(Phase.LOSS, 5L));

    assertThat(one.plus(other))
        .isEqualTo(new StepProfile(3, Map.of(Phase.LOSS, 7L, Phase.COPY, 3L)));
  }

  @Test
  void everyMomentOfAClockBelongsToOnePhase() {
    long before = System.nanoTime();
    PhaseClock clock = new PhaseClock(() -> {});
    for (int i = 0; i < 1000; i++) {
      clock.enter(i % 2 == 0 ? Phase.FORWARD : Phase.BACKWARD);
    }
    Map<Phase, Long> taken = clock.take();
    long wall = System.nanoTime() - before;

    assertThat(taken.get(Phase.FORWARD)).isPositive();
    assertThat(taken.values().stream().mapToLong(Long::longValue).sum()).isBetween(1L, wall);
  }

  @Test
  void aClockBeginsAnewWhenItsTimesAreTaken() {
    PhaseClock clock = new PhaseClock(() -> {});
    clock.enter(Phase.LOSS);
    clock.enter(Phase.REST);
    clock.take();

    assertThat(clock.take()).containsEntry(Phase.LOSS, 0L);
  }

  @Test
  void theDeviceIsWaitedForBeforeEachReading() {
    int[] waits = {0};
    PhaseClock clock = new PhaseClock(() -> waits[0]++);
    List.of(Phase.values()).forEach(clock::enter);

    assertThat(waits[0]).isEqualTo(Phase.values().length);
  }
}
