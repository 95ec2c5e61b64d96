package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import kpnative.testing.ManualClock;
import org.junit.jupiter.api.Test;

class StepProfileTest {
  private final ManualClock time = new ManualClock();

  @Test
  void theTableHasMillisecondsPerStepAndShares() {
    StepProfile profile =
        new StepProfile(
            10,
            Map.of(
                Phase.FORWARD, 30_000_000L, Phase.BACKWARD, 60_000_000L, Phase.REST, 10_000_000L));

    assertThat(profile.table("epoch 1"))
        .contains(
            "profile of epoch 1                  ms/step    share",
            "  forward                             3.000   30.0 %",
            "  waiting for data                    0.000    0.0 %",
            "  total, 10 steps                    10.000  100.0 %");
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
    PhaseClock clock = new PhaseClock(() -> {}, time);
    time.advance(1);
    for (int i = 0; i < 10; i++) {
      clock.enter(Phase.FORWARD);
      time.advance(20);
      clock.enter(Phase.BACKWARD);
      time.advance(300);
    }

    assertThat(clock.take())
        .containsOnlyKeys(Phase.values())
        .containsEntry(Phase.REST, 1L)
        .containsEntry(Phase.FORWARD, 200L)
        .containsEntry(Phase.BACKWARD, 3000L)
        .containsEntry(Phase.LOSS, 0L);
  }

  @Test
  void aClockRestartsWhenItsTimesAreTaken() {
    PhaseClock clock = new PhaseClock(() -> {}, time);
    clock.enter(Phase.LOSS);
    time.advance(7);

    assertThat(clock.take()).containsEntry(Phase.LOSS, 7L);
    time.advance(2);
    assertThat(clock.take()).as("still in it").containsEntry(Phase.LOSS, 2L);
  }

  @Test
  void theDeviceIsWaitedForBeforeEachReading() {
    int[] waits = {0};
    PhaseClock clock = new PhaseClock(() -> waits[0]++, time);
    List.of(Phase.values()).forEach(clock::enter);

    assertThat(waits[0]).isEqualTo(Phase.values().length);
  }
}
