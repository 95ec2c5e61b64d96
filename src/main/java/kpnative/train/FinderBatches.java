package kpnative.train;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import kpnative.augment.Randomness;
import kpnative.data.SceneSource;
import kpnative.natives.NativeThreads;
import kpnative.recipe.FinderRecipe;

/**
 * Makes batches ahead of use, each on one of several threads, and delivers them in order. A batch
 * depends only on seed and step. {@link #next} and {@link #close} are for one thread.
 */
final class FinderBatches implements AutoCloseable {
  private final ExecutorService workers;
  private final ScenePool scenes;
  private final List<FinderBatch> owned = new ArrayList<>();
  private final Deque<Future<FinderBatch>> coming = new ArrayDeque<>();
  private long begun; // the next step to make a batch for
  private long waitNanos;

  /** Starts to make batches, from that of update {@code step} on. */
  FinderBatches(FinderRecipe recipe, SceneSource source, long step) {
    Randomness randomness = new Randomness(recipe.train().seed());
    scenes = new ScenePool(source, recipe.train().pool(), recipe.train().reuse(), randomness);
    begun = step;
    workers =
        Executors.newFixedThreadPool(
            recipe.train().workers(),
            work -> {
              Thread thread =
                  new Thread(
                      () -> {
                        NativeThreads.enter();
                        work.run();
                      },
                      "kpnative-scenes");
              thread.setDaemon(true);
              return thread;
            });
    boolean done = false;
    try {
      for (int i = 0; i <= recipe.train().workers(); i++) {
        FinderBatch batch = new FinderBatch(recipe, randomness);
        owned.add(batch);
        begin(batch);
      }
      done = true;
    } finally {
      if (!done) {
        close();
      }
    }
  }

  private void begin(FinderBatch batch) {
    long step = begun++;
    coming.add(
        workers.submit(
            () -> {
              batch.make(step, scenes);
              return batch;
            }));
  }

  /**
   * {@return the next batch, which the caller gives back}
   *
   * @throws IOException if a scene cannot be made
   */
  FinderBatch next() throws IOException {
    long start = System.nanoTime();
    try {
      return coming.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a batch", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw cause instanceof IOException io ? io : new IOException(e);
    } finally {
      waitNanos += System.nanoTime() - start;
    }
  }

  /** Takes a batch back, to be written again. */
  void giveBack(FinderBatch batch) {
    begin(batch);
  }

  /** {@return the time that {@link #next} has waited since the last call of this, nanoseconds} */
  long takeWaitNanos() {
    long nanos = waitNanos;
    waitNanos = 0;
    return nanos;
  }

  /** Waits for batches in progress, then frees the memory. Idempotent. */
  @Override
  public void close() {
    coming.forEach(batch -> batch.cancel(false)); // those that no thread has begun
    workers.shutdown();
    boolean interrupted = false;
    while (!workers.isTerminated()) {
      try {
        workers.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    owned.forEach(FinderBatch::close);
    owned.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
