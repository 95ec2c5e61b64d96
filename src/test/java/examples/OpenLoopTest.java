package examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenLoopTest {
  private static final long MILLIS = 1_000_000; // nanoseconds

  @Test
  void aStallCountsForEveryCallThatItDelays() throws Exception {
    OpenLoop.Times times =
        OpenLoop.run(
            100,
            50,
            1,
            i -> {
              if (i == 5) {
                Thread.sleep(300); // 30 calls become due meanwhile
              }
            });

    long late = Arrays.stream(times.fromDue()).filter(t -> t >= 100 * MILLIS).count();
    assertThat(late).as("those due in the first 200 ms of it").isGreaterThanOrEqualTo(20);
    assertThat(times.fromDue()[6]).isGreaterThanOrEqualTo(280 * MILLIS);
    // what a loop would have seen that starts a call when the last one has ended
    long[] alone = times.fromStart().clone();
    Arrays.sort(alone);
    assertThat(alone[25]).isLessThan(100 * MILLIS);
  }

  @Test
  void noCallBeginsBeforeItIsDue() throws Exception {
    OpenLoop.Times times = OpenLoop.run(200, 41, 2, i -> {});

    assertThat(times.seconds()).isGreaterThanOrEqualTo(40 / 200.0);
    for (int i = 0; i < 41; i++) {
      assertThat(times.fromDue()[i]).isGreaterThanOrEqualTo(times.fromStart()[i]);
    }
  }

  @Test
  void eachCallIsMadeOnce() throws Exception {
    Set<Integer> made = ConcurrentHashMap.newKeySet();
    OpenLoop.run(10_000, 500, 4, i -> assertThat(made.add(i)).isTrue());

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
