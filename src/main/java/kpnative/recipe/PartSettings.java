package kpnative.recipe;

import kpnative.checks.Require;

/**
 * How a part of a network is trained that begins with given weights.
 *
 * @param thaw until which fraction of the training it is frozen, 0 to below 1; 0 for never
 * @param rate factor on the learning rate, 0 to 1,000,000
 * @param statistics what its batch normalisations normalise by
 */
public record PartSettings(double thaw, double rate, Statistics statistics) {
  /** As everything is trained that begins with random weights. */
  static final PartSettings WHOLLY_TRAINED = new PartSettings(0, 1, Statistics.BATCH);

  /** Rejects numbers out of range. */
  public PartSettings {
    Require.range("train.parts.*.thaw", thaw, 0, 0.99);
    Require.range("train.parts.*.rate", rate, 0, 1e6);
  }

  /** What batch normalisations normalise by during training. */
  public enum Statistics {
    /** The batch's mean and variance, which also update the running ones. */
    BATCH,
    /** The running ones of the given weights, which stay as they are: batches may be small. */
    KEPT
  }
}
