package kpnative.recipe;

import kpnative.checks.Require;

/**
 * The learning rate's way, after a linear warm-up.
 *
 * @param kind of way
 * @param warmupSteps 0 to 1,000,000
 * @param gamma factor of a step or plateau, over 0 to 1
 * @param every epochs between steps, at least 1
 * @param patience epochs without a better validation loss before a plateau's factor, at least 1
 * @param floor where cosine ends, as a factor of the highest, 0 to 1
 */
public record ScheduleSettings(
    Kind kind, int warmupSteps, double gamma, int every, int patience, double floor) {
  /** Rejects numbers out of range. */
  public ScheduleSettings {
    Require.range("train.schedule.warmup_steps", warmupSteps, 0, 1_000_000);
    Require.range("train.schedule.gamma", gamma, 1e-6, 1);
    Require.range("train.schedule.every", every, 1, 1_000_000);
    Require.range("train.schedule.patience", patience, 1, 1_000_000);
    Require.range("train.schedule.floor", floor, 0, 1);
  }

  /** The ways. */
  public enum Kind {
    /** Stays. */
    CONSTANT,
    /** Times gamma every so many epochs. */
    STEP,
    /** Half a cosine, down to the floor at the end of the epochs or minutes. */
    COSINE,
    /** Times gamma where the validation loss stands still. */
    PLATEAU
  }
}
