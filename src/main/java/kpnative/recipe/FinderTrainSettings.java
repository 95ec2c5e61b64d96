package kpnative.recipe;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import kpnative.checks.Require;

/**
 * How a face finder is trained.
 *
 * @param steps updates, 1 to 100,000,000
 * @param batch samples of an update, 1 to 4,096
 * @param maxMinutes wall time that the training and its schedule may take, minutes; 0 for no limit
 * @param optimizer the optimiser; in YAML its keys are among these
 * @param schedule the learning rate schedule: constant or cosine
 * @param clipNorm largest norm of all gradients together; 0 for no clipping
 * @param ema decay of the averaged weights per step, 0 to below 1
 * @param saveSeconds wall time between two saves of the state that a run is resumed from, seconds
 * @param logSteps updates between two lines of the log
 * @param validationSteps updates between two validations
 * @param validationScenes scenes of a validation; 0 for none
 * @param pool scenes that samples are drawn from at a time, at least 1
 * @param reuse samples drawn before the pool's oldest scene is replaced, at least 1
 * @param workers threads that make samples
 * @param seed of all random choices
 * @param pretrained the file of the finder whose weights the training begins with, {@link
 *     #BUILT_IN}, or empty
 */
public record FinderTrainSettings(
    long steps,
    int batch,
    double maxMinutes,
    @JsonUnwrapped @JsonProperty("optimizer_keys") OptimizerSettings optimizer,
    ScheduleSettings schedule,
    double clipNorm,
    double ema,
    double saveSeconds,
    int logSteps,
    int validationSteps,
    int validationScenes,
    int pool,
    int reuse,
    int workers,
    long seed,
    String pretrained) {
  /** The {@code pretrained} of the finder in the jar. */
  public static final String BUILT_IN = "builtin";

  /** Rejects numbers out of range, and schedules that need epochs. */
  public FinderTrainSettings {
    Require.range("train.steps", steps, 1, 100_000_000);
    Require.range("train.batch", batch, 1, 4_096);
    Require.range("train.max_minutes", maxMinutes, 0, 1e6);
    Require.range("train.clip_norm", clipNorm, 0, 1e9);
    Require.range("train.ema", ema, 0, 0.999999);
    Require.range("train.save_seconds", saveSeconds, 0, 1e6);
    Require.range("train.log_steps", logSteps, 1, 1_000_000);
    Require.range("train.validation_steps", validationSteps, 1, 100_000_000);
    Require.range("train.validation_scenes", validationScenes, 0, 100_000);
    Require.range("train.pool", pool, 1, 100_000);
    Require.range("train.reuse", reuse, 1, 1_000_000);
    Require.range("train.workers", workers, 1, 256);
    if (schedule.kind() != ScheduleSettings.Kind.CONSTANT
        && schedule.kind() != ScheduleSettings.Kind.COSINE) {
      throw new IllegalArgumentException(
          "train.schedule.kind must be constant or cosine, got " + schedule.kind());
    }
  }
}
