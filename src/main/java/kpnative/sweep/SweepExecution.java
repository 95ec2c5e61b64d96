package kpnative.sweep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import kpnative.checks.Require;
import kpnative.sweep.SweepState.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Carries a sweep out, or goes on with one: runs that are done are left, those that were stopped
 * are resumed, those that failed begin anew. One that fails doesn't hinder the others.
 */
public final class SweepExecution {
  private final SweepFolder folder;
  private final SweepJob job;
  private final Listener listener;
  private final BooleanSupplier stop;
  private final List<SweepState> states = new ArrayList<>(); // guarded by itself

  private SweepExecution(
      SweepFolder folder, SweepJob job, Listener listener, BooleanSupplier stop) {
    this.folder = folder;
    this.job = job;
    this.listener = listener;
    this.stop = stop;
  }

  /** Hears of each change, one at a time. */
  @FunctionalInterface
  public interface Listener {
    /**
     * A run was begun or has ended.
     *
     * @param index of the run, from 0
     * @param states of all runs, now
     * @throws IOException if what is kept of it cannot be written; that ends the sweep
     */
    void changed(int index, List<SweepState> states) throws IOException;
  }

  /**
   * Trains what is not done.
   *
   * @param jobs runs at a time, at least 1
   * @param listener is called by the thread of each run
   * @param stop once true, no run is begun any more, and those under way are stopped
   * @return the runs' states at the end
   * @throws IOException if the folder cannot be written, or another process works in it
   */
  public static List<SweepState> run(
      SweepFolder folder, int jobs, SweepJob job, Listener listener, BooleanSupplier stop)
      throws IOException, InterruptedException {
    Require.atLeast("jobs", jobs, 1);
    Path lock = folder.folder().resolve("sweep.lock");
    try (FileChannel file =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = lock(file)) {
      if (held == null) {
        throw new IOException(folder.folder() + ": another process is at work on this sweep");
      }
      return new SweepExecution(folder, job, listener, stop).run(jobs);
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) { // this process is the other
      return null;
    }
  }

  private List<SweepState> run(int jobs) throws IOException, InterruptedException {
    int count = folder.sweep().runs().size();
    for (int i = 0; i < count; i++) {
      folder.refuseOrphan(i);
      states.add(folder.state(i));
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.min(jobs, count));
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int index = i;
        if (states.get(i).kind() != Kind.DONE) {
          all.add(
              threads.submit(
                  () -> {
                    one(index);
                    return null;
                  }));
        }
      }
      for (Future<?> each : all) {
        each.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) {
        throw io;
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      threads.shutdownNow();
    }
    return Collections.unmodifiableList(states);
  }

  private void one(int index) throws IOException, InterruptedException {
    if (stop.getAsBoolean()) {
      return;
    }
    boolean resume = folder.prepare(index);
    change(index, SweepState.of(Kind.RUNNING));
    String problem =
        job.run(
            new SweepJob.Order(
                folder.recipe(index),
                folder.settings(),
                folder.run(index),
                resume,
                folder.log(index),
                folder.pid(index)),
            stop);
    if (!problem.isEmpty()) {
      folder.fail(index, problem);
    }
    change(index, folder.state(index));
  }

  private void change(int index, SweepState state) throws IOException {
    synchronized (states) {
      states.set(index, state);
      listener.changed(index, List.copyOf(states));
    }
  }
}
