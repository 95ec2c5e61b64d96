package kpnative.train;

import java.io.IOException;
import kpnative.data.AnnotatedFace;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;

/** Receives a training's progress, on the training's thread. All methods do nothing by default. */
public interface TrainingListener {
  /**
   * Called after each optimiser update.
   *
   * @param progress fraction of the training that is done, 0 to 1
   * @param loss of this step's batch
   * @param imagesPerSecond training samples per second since the epoch began
   */
  default void stepDone(double progress, double loss, double imagesPerSecond) {}

  /** Called after each epoch, once it is validated and written to the run's files. */
  default void epochDone(EpochMetrics metrics, boolean best) {}

  /**
   * {@return whether to pass a profile of the training's time to {@link #note}, after each epoch
   * and at the end} On a GPU each phase of a step then waits for the device, which separates the
   * phases and slows the training down. Called once, when the training starts.
   */
  default boolean profiles() {
    return false;
  }

  /**
   * Called with the heatmaps of a validation face, every {@code train.snapshots} epochs.
   *
   * @param epoch that was finished, counted from 1
   * @param run the training's run
   * @param spec of the detector that is trained
   * @param face the first of the validation faces
   * @param maps made with the EMA weights, or with the network's own if the recipe has no EMA
   * @throws IOException if something cannot be written; the training continues, and the error is
   *     noted
   */
  default void heatmaps(
      int epoch, Run run, DetectorSpec spec, AnnotatedFace face, FaceHeatmaps maps)
      throws IOException {}

  /** Called with a line for the user. */
  default void note(String line) {}
}
