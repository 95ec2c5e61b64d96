package kpnative.sweep;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import kpnative.train.RunSettings;

/** What trains one run of a sweep to its end. Used by several threads at a time. */
public interface SweepJob {
  /**
   * A run to be trained.
   *
   * @param recipe its file
   * @param settings data, device and threads
   * @param run its folder: absent or, where {@code resume}, with a training that was stopped
   * @param resume whether to go on with that
   * @param log to which the work's output is added
   * @param pid where a process that works is named, while it does
   */
  record Order(Path recipe, RunSettings settings, Path run, boolean resume, Path log, Path pid) {}

  /**
   * Trains, and returns when that has ended: well, badly, or because it was asked to stop.
   *
   * @param stop asked now and then; once true, the work is to be saved and ended
   * @return why it failed, one line; empty if it reached its end or was stopped
   * @throws InterruptedException if this thread was asked to give up
   */
  String run(Order order, BooleanSupplier stop) throws InterruptedException;
}
