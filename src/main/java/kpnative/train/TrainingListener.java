package kpnative.train;

import java.io.IOException;
import kpnative.data.AnnotatedFace;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FaceHeatmaps;

/** Hears how a training goes, on the training's own thread. Every method may be left out. */
public interface TrainingListener {
  /**
   * One optimiser update is done.
   *
   * @param progress share of the training that is done, 0 to 1
   * @param loss of this step's batch
   * @param imagesPerSecond since the epoch began
   */
  default void stepDone(double progress, double loss, double imagesPerSecond) {}

  /** One epoch, its validation and its lines in the run's files are done. */
  default void epochDone(EpochMetrics metrics, boolean best) {}

  /**
   * {@return whether the training shall tell, by {@link #note}, where its time goes, after each
   * epoch and at the end} On a GPU each part of a step then waits for the device: the parts are
   * told apart, and the whole is slower. Asked once, as the training begins.
   */
  default boolean profiles() {
    return false;
  }

  /**
   * A picture of what the network reads, every {@code train.snapshots} epochs.
   *
   * @param epoch that was finished, counted from 1
   * @param run whose training this is
   * @param spec what is trained
   * @param face the first of the validation faces
   * @param maps those of the EMA weights, or of the network's own where the recipe keeps no average
   * @throws IOException if something cannot be written; the training goes on, with a note
   */
  default void heatmaps(
      int epoch, Run run, DetectorSpec spec, AnnotatedFace face, FaceHeatmaps maps)
      throws IOException {}

  /** Something that the user should read, one line. */
  default void note(String line) {}
}
