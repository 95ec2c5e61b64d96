package kpnative.train;

import java.util.function.BooleanSupplier;
import kpnative.parallel.Workers;

/**
 * What a training decides by a clock or a signal: of several workers, the first decides by the
 * clock, and each may ask to stop, so that all do the same after the same step. Not thread-safe.
 */
final class Decisions {
  private final Workers workers;
  private final TimeBudget budget;
  private final CheckpointWriter checkpoints;
  private BooleanSupplier stop = () -> false;

  // agreed upon, where there are several
  private boolean stops;
  private boolean spent;
  private boolean due;
  private double share;

  Decisions(Workers workers, TimeBudget budget, CheckpointWriter checkpoints) {
    this.workers = workers;
    this.budget = budget;
    this.checkpoints = checkpoints;
  }

  /** Begins to ask {@code stop}, and agrees for the first time. */
  void start(BooleanSupplier stop) {
    this.stop = stop;
    agree();
  }

  /** Brings the decisions up to date; a collective. */
  void agree() {
    if (!workers.areSeveral()) {
      return; // they are asked for when they are needed
    }
    boolean first = workers.isFirst();
    double[] all =
        workers.sums(
            stop.getAsBoolean() ? 1 : 0,
            first && budget.isSpent() ? 1 : 0,
            first && checkpoints.isDue() ? 1 : 0,
            first ? budget.share() : 0);
    stops = all[0] > 0;
    spent = all[1] > 0;
    due = all[2] > 0;
    share = all[3];
  }

  /** {@return whether the training is to stop, so that it can be resumed} */
  boolean isStopped() {
    return workers.areSeveral() ? stops : stop.getAsBoolean();
  }

  /** {@return whether the recipe's time is over} */
  boolean isSpent() {
    return workers.areSeveral() ? spent : budget.isSpent();
  }

  /** {@return whether it is time to save} */
  boolean isSaveDue() {
    return workers.areSeveral() ? due : checkpoints.isDue();
  }

  /** {@return the fraction of the recipe's time that is over; 0 if it has no limit} */
  double share() {
    return workers.areSeveral() ? share : budget.share();
  }
}
