package examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/*
 * Work arrives when it arrives, whether the one before it is done or not. A loop that starts a call
 * when the last one has ended leaves out what waits meanwhile: one stall of a second at 100 calls a
 * second then counts as one slow call, and not as the hundred that came late. This is Gil Tene's
 * "coordinated omission". So: call i is due at i / rate, and its latency begins there.
 */
/** Calls at a fixed rate, each timed from when it was due. */
final class OpenLoop {
  private OpenLoop() {}

  /**
   * What a loop has measured, in the order in which the calls were due.
   *
   * @param fromDue nanoseconds from when each call was due to its end
   * @param fromStart nanoseconds that each call itself took
   * @param seconds from the first call's due time to the last one's end
   */
  record Times(long[] fromDue, long[] fromStart, double seconds) {}

  /** Runs {@code calls} calls by the machine's clock; see the other one. */
  static Times run(double rate, int calls, int threads, Call call)
      throws ExecutionException, InterruptedException {
    return run(rate, calls, threads, new MachineClock(), call);
  }

  /**
   * Runs {@code calls} calls, the first one now.
   *
   * @param rate calls a second
   * @param threads that take the calls in turn
   * @param clock says when a call is due and how long it took; several threads read it
   * @param call is given its number, from 0; called by several threads at a time
   */
  static Times run(double rate, int calls, int threads, LoopClock clock, Call call)
      throws ExecutionException, InterruptedException {
    long[] fromDue = new long[calls];
    long[] fromStart = new long[calls];
    AtomicInteger next = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long start = clock.nanos();
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < threads; t++) {
        running.add(
            pool.submit(
                () -> {
                  for (int i = next.getAndIncrement(); i < calls; i = next.getAndIncrement()) {
                    long due = start + (long) (i * (1e9 / rate));
                    clock.await(due);
                    long begun = clock.nanos();
                    call.run(i);
                    long ended = clock.nanos();
                    fromDue[i] = ended - due;
                    fromStart[i] = ended - begun;
                  }
                  return null;
                }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      pool.shutdownNow();
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
    return new Times(fromDue, fromStart, (clock.nanos() - start) / 1e9);
  }

  /** What is called. */
  interface Call {
    /** Does the work of call {@code i}. */
    void run(int i) throws Exception;
  }
}
