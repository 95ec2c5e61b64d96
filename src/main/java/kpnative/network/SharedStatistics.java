package kpnative.network;

import kpnative.parallel.Workers;

/**
 * With whom a network's batch normalisations share the statistics of a batch: with all workers, so
 * that they normalise by the whole batch, of which each worker has a part. For one thread.
 */
public final class SharedStatistics {
  private final Workers workers;
  private boolean counting = true;

  /**
   * Statistics of all workers' parts together.
   *
   * @param workers borrowed
   */
  public SharedStatistics(Workers workers) {
    this.workers = workers;
  }

  /**
   * Says whether this worker's samples count in the next forward passes. Where a batch has fewer
   * samples than there are workers, some compute one that does not.
   */
  public void setCounting(boolean counting) {
    this.counting = counting;
  }

  boolean isCounting() {
    return counting;
  }

  Workers workers() {
    return workers;
  }
}
