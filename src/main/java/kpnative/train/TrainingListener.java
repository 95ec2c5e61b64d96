package kpnative.train;

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

  /** Something that the user should read, one line. */
  default void note(String line) {}
}
