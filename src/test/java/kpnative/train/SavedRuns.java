package kpnative.train;

import java.io.IOException;
import java.util.Map;

/** Writes the files of runs without training them. */
public final class SavedRuns {
  private SavedRuns() {}

  /**
   * Writes a checkpoint without tensors, as after one epoch of one batch.
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
