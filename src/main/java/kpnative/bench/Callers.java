package kpnative.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kpnative.infer.DetectorBatch;
import kpnative.natives.NativeThreads;

/** Threads that call one detector at a time, each on its own. Not thread-safe. */
final class Callers implements AutoCloseable {
  private static final double SECOND = 1e9;

  private final ExecutorService pool;
  private final int count;
  private final int faces;

  /**
   * Starts threads.
   *
   * @param count how many
   * @param faces how many faces the detectors were made with
   */
  Callers(int count, int faces) {
    this.pool = Executors.newFixedThreadPool(count);
    this.count = count;
    this.faces = faces;
  }

  /**
   * {@return how many faces a second all callers together find}
   *
   * @param detector compiled for one thread an operation
   * @param nanos how long to go on
   */
  double perSecond(BenchedDetector detector, long nanos) {
    NativeThreads.set(1);
    long begin = System.nanoTime();
    List<Future<Integer>> running = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      running.add(pool.submit(() -> call(detector, begin, nanos)));
    }
    int found = 0;
    for (Future<Integer> each : running) {
      found += result(each);
    }
    return found * SECOND / (System.nanoTime() - begin);
  }

  private int call(BenchedDetector detector, long begin, long nanos) {
    int found = 0;
    try (DetectorBatch call = detector.caller()) {
      while (found == 0 || System.nanoTime() - begin < nanos) {
        detector.detect(call, found % faces);
        found++;
      }
    }
    return found;
  }

  private static int result(Future<Integer> running) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while detectors were measured", e);
    }
  }

  @Override
  public void close() {
    pool.shutdownNow();
  }
}
