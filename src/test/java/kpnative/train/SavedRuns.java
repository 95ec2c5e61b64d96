package kpnative.train;

import java.io.IOException;
import java.util.Map;

/** Runs as a training leaves them, without a training. */
public final class SavedRuns {
  private SavedRuns() {}

  /**
   * Leaves a checkpoint without tensors, as after one epoch of one batch.
   *
   * @param done whether it was the last epoch
   */
  public static void leaveAfterAnEpoch(Run run, boolean done) throws IOException {
    TrainingState state =
        TrainingState.START
            .afterBatch(0, 1, 1, 1)
            .afterEpoch(1, 1, LearningRate.Plateau.START, done);
    Checkpoint.save(run.resume(), state, Map.of());
  }
}
