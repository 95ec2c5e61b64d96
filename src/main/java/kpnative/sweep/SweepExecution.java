package kpnative.sweep;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import kpnative.checks.Require;
import kpnative.files.FolderLock;
import kpnative.sweep.SweepState.Kind;

/**
 * Executes a sweep, or continues one: runs that are done are skipped, stopped runs are resumed,
 * failed runs start over. A run that fails does not affect the others.
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

  /** Receives each change of a run's state, one call at a time. */
  @FunctionalInterface
  public interface Listener {
    /**
     * Called when a run has started or ended.
     *
     * @param index of the run, from 0
     * @param states the current states of all runs
     * @throws IOException if the listener cannot write its files; this ends the sweep
     */
    void changed(int index, List<SweepState> states) throws IOException;
  }

  /**
   * Trains all runs that are not done.
   *
   * @param jobs number of concurrent runs, at least 1
   * @param listener called on the thread of the run that changed
   * @param stop once true, no further run starts and those in progress are stopped
   * @return the runs' states at the end
   * @throws IOException if the folder cannot be written, or another process is running this sweep
   */
  public static List<SweepState> run(
      SweepFolder folder, int jobs, SweepJob job, Listener listener, BooleanSupplier stop)
      throws IOException, InterruptedException {
    Require.atLeast("jobs", jobs, 1);
    try (FolderLock lock = folder.lock()) {
      return new SweepExecution(folder, job, listener, stop).run(jobs);
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
                    trainOne(index);
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

  private void trainOne(int index) throws IOException, InterruptedException {
    if (stop.getAsBoolean()) {
      return;
    }
    boolean resume;
    synchronized (states) { // the listener reads the folder that is moved
      try {
        resume = folder.prepare(index);
      } catch (IOException e) { // this run's alone
        change(index, new SweepState(Kind.FAILED, String.valueOf(e.getMessage())));
        return;
      }
      change(index, SweepState.of(Kind.RUNNING));
    }
    String problem =
        job.run(
            new SweepJob.Order(
                folder.recipe(index),
                folder.settings(),
                folder.run(index),
                resume,
                folder.log(index)),
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
