package kpnative.sweep;

import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import kpnative.train.RunSettings;

/** Trains one run of a sweep to its end. Must be thread-safe: several threads call it at once. */
public interface SweepJob {
  /**
   * A run to be trained.
   *
   * @param recipe the recipe's file
   * @param settings data, device and threads
   * @param run the run's folder: absent or, if {@code resume}, with a stopped training
   * @param resume whether to resume the stopped training
   * @param log file to which the training's output is appended
   */
  record Order(Path recipe, RunSettings settings, Path run, boolean resume, Path log) {}

  /**
   * Trains the run, and returns when the training has finished, failed or stopped.
   *
   * @param stop polled during training; once true, the training saves its state and ends
   * @return the reason for a failure, one line; empty if the training finished or was stopped
   * @throws InterruptedException if this thread is interrupted
   */
  String run(Order order, BooleanSupplier stop) throws InterruptedException;
}
