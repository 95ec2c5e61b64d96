package kpnative.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import kpnative.augment.Randomness;
import kpnative.data.Scene;
import kpnative.data.SceneSource;

/**
 * The scenes that samples are drawn from at a time: a few at first, one more after every {@code
 * reuse} samples, and from {@code pool} scenes on the oldest makes room for the next. A scene that
 * costs more than a sample is so used several times, among many others.
 *
 * <p>Which scene a sample has depends on the seed and on its number alone. Thread-safe.
 */
final class ScenePool {
  private static final int FIRST = 16; // scenes, from which the first samples are drawn
  private static final int LATE = 64; // scenes that a slow worker may still need

  private final SceneSource source;
  private final int pool;
  private final int reuse;
  private final Randomness randomness;
  private final Map<Long, FutureTask<Scene>> held = new ConcurrentHashMap<>();

  /** A pool of no scenes yet. */
  ScenePool(SceneSource source, int pool, int reuse, Randomness randomness) {
    this.source = source;
    this.pool = pool;
    this.reuse = reuse;
    this.randomness = randomness;
  }

  /** {@return the index of sample {@code k}'s scene} */
  long index(long k) {
    long newest = newest(k);
    int some = (int) Math.min(pool, newest + 1);
    return newest - randomness.stream(0, k, Randomness.Purpose.SCENE).nextInt(some);
  }

  private long newest(long k) {
    return Math.min(FIRST, pool) - 1 + k / reuse;
  }

  /** {@return the scene of sample {@code k}, made now or before} */
  Scene scene(long k) throws IOException {
    long index = index(k);
    long oldest = newest(k) - pool - LATE;
    held.keySet().removeIf(i -> i < oldest);
    FutureTask<Scene> task =
        held.computeIfAbsent(index, i -> new FutureTask<>(() -> source.scene(i)));
    task.run(); // only the first call does
    try {
      return task.get();
    } catch (ExecutionException e) {
      held.remove(index, task);
      throw rethrown(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while a scene was made", e);
    }
  }

  private static IOException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    if (cause instanceof UncheckedIOException io) {
      return new IOException(io.getMessage(), io);
    }
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    return cause instanceof IOException io
        ? io
        : new IOException("a scene could not be made: " + cause, cause);
  }
}
