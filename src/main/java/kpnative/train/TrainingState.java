package kpnative.train;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import kpnative.text.SpecMapper;

/**
 * The state of a training between two steps, apart from its tensors. All random streams are
 * functions of the recipe's seed and of these counters, so no random generator's state is saved.
 *
 * @param epoch the current epoch, counted from 0
 * @param batch the next batch within it
 * @param step optimiser updates so far
 * @param seconds wall time so far, over all processes
 * @param lossSum sum of the losses of this epoch's samples so far
 * @param samples number of samples in this epoch so far
 * @param lr learning rate of the last update; 0 before the first
 * @param bestNme the lowest validation NME so far; 1e300 before the first
 * @param bestEpoch its epoch, counted from 1; 0 before the first
 * @param plateau the plateau schedule's state
 * @param done whether the training has ended
 */
record TrainingState(
    int epoch,
    int batch,
    long step,
    double seconds,
    double lossSum,
    long samples,
    double lr,
    double bestNme,
    int bestEpoch,
    LearningRate.Plateau plateau,
    boolean done) {

  /** Rejects counts and times below 0. */
  TrainingState {
    least("epoch", epoch);
    least("batch", batch);
    least("step", (double) step);
    least("seconds", seconds);
    least("samples", (double) samples);
    least("lr", lr);
    least("best_nme", bestNme);
    least("best_epoch", bestEpoch);
  }

  private static void least(String key, double value) {
    if (!(value >= 0)) { // or NaN
      throw new IllegalArgumentException(key + " must be a number of at least 0, got " + value);
    }
  }

  static final TrainingState START =
      new TrainingState(0, 0, 0, 0, 0, 0, 0, 1e300, 0, LearningRate.Plateau.START, false);

  /**
   * {@return the state after one more update at {@code lr}, whose {@code size} faces had {@code
   * loss}}
   *
   * @param number of the batch within its epoch; batches that were left out count too
   */
  TrainingState afterBatch(int number, double loss, int size, double lr) {
    return new TrainingState(
        epoch,
        number + 1,
        step + 1,
        seconds,
        lossSum + loss * size,
        samples + size,
        lr,
        bestNme,
        bestEpoch,
        plateau,
        done);
  }

  /** {@return the state at the beginning of the next epoch} */
  TrainingState afterEpoch(
      double bestNme, int bestEpoch, LearningRate.Plateau plateau, boolean done) {
    return new TrainingState(
        epoch + 1, 0, step, seconds, 0, 0, lr, bestNme, bestEpoch, plateau, done);
  }

  TrainingState withSeconds(double seconds) {
    return new TrainingState(
        epoch, batch, step, seconds, lossSum, samples, lr, bestNme, bestEpoch, plateau, done);
  }

  String toJson() {
    try {
      return SpecMapper.json().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static TrainingState parse(String json, String file) throws IOException {
    return SpecMapper.read(json, TrainingState.class, file + ": the training's state");
  }
}
