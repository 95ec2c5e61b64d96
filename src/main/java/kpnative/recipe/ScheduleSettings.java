package kpnative.recipe;

import kpnative.checks.Require;

/**
 * The learning rate schedule, after a linear warm-up.
 *
 * @param kind which schedule
 * @param warmupSteps 0 to 1,000,000
 * @param gamma factor applied by STEP and PLATEAU, 1e-6 to 1
 * @param every epochs between two reductions by STEP, at least 1
 * @param patience epochs without a lower validation loss before PLATEAU reduces the learning rate,
 *     at least 1
 * @param floor where COSINE ends, as a fraction of the peak learning rate, 0 to 1
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

  /** The schedules. */
  public enum Kind {
    /** Stays at the peak. */
    CONSTANT,
    /** Multiplied by gamma every {@code every} epochs. */
    STEP,
    /** Half a cosine, down to the floor at the end of the epochs or of the time budget. */
    COSINE,
    /** Multiplied by gamma when the validation loss stops improving. */
    PLATEAU
  }
}
