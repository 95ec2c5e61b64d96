package examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import kpnative.testing.ManualClock;
import org.junit.jupiter.api.Test;

class OpenLoopTest {
  private static final long MILLIS = 1_000_000; // nanoseconds

  private final ManualClock time = new ManualClock();
  private final LoopClock clock =
      new LoopClock() {
        @Override
        public long nanos() {
          return time.getAsLong();
        }

        @Override
        public void await(long due) {
          time.advanceTo(due);
        }
      };

  @Test
  void aStallCountsForEveryCallThatItDelays() throws Exception {
    OpenLoop.Times times =
        OpenLoop.run(
            100,
            50,
            1,
            clock,
            i -> {
              if (i == 5) {
                time.advance(300L * MILLIS); // 30 calls become due meanwhile, one each 10 ms
              }
            });

    for (int i = 0; i < 50; i++) {
      boolean delayed = i >= 5 && i < 35;
      assertThat(times.fromDue()[i])
          .as("call %d", i)
          .isEqualTo(delayed ? (300L - 10L * (i - 5)) * MILLIS : 0);
      // what a loop would have seen that starts a call when the last one has ended
      assertThat(times.fromStart()[i]).isEqualTo(i == 5 ? 300L * MILLIS : 0);
    }
  }

  @Test
  void noCallBeginsBeforeItIsDue() throws Exception {
    long start = time.getAsLong();
    OpenLoop.Times times =
        OpenLoop.run(
            200,
            41,
            2,
            clock,
            i -> assertThat(time.getAsLong() - start).isGreaterThanOrEqualTo(i * (5 * MILLIS)));

    assertThat(times.seconds()).isEqualTo(40 / 200.0);
    assertThat(times.fromDue()).hasSize(41);
  }

  @Test
  void theMachinesClockWaitsUntilACallIsDue() {
    MachineClock machine = new MachineClock();
    long due = machine.nanos() + 2 * MILLIS;
    machine.await(due);

    assertThat(machine.nanos() - due).isNotNegative();
  }

  @Test
  void eachCallIsMadeOnce() throws Exception {
    Set<Integer> made = ConcurrentHashMap.newKeySet();
    OpenLoop.run(10_000, 500, 4, clock, i -> assertThat(made.add(i)).isTrue());

    assertThat(made).hasSize(500);
  }

  @Test
  void aFailedCallEndsTheLoop() {
    assertThatThrownBy(
            () ->
                OpenLoop.run(
                    1000,
                    10,
                    1,
                    clock,
                    i -> {
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(ExecutionException.class)
        .hasMessageContaining("broken");
  }

  @Test
  void percentilesAreValuesThatWereMeasured() {
    long[] nanos = new long[1000];
    for (int i = 0; i < 1000; i++) {
      nanos[i] = 1000L - i; // 1000 down to 1
    }
    LatencyTable table = new LatencyTable(nanos);

    assertThat(table.percentile(50)).isEqualTo(500);
    assertThat(table.percentile(99)).isEqualTo(990);
    assertThat(table.percentile(99.9)).isEqualTo(999);
    assertThat(table.percentile(100)).isEqualTo(1000);
    assertThat(new LatencyTable(new long[] {7}).percentile(0.1)).isEqualTo(7);
  }
}
