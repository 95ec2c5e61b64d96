package kpnative.train;

import java.util.Locale;

/**
 * What one epoch of a run came to: a line of {@code metrics.csv}.
 *
 * @param epoch counted from 1
 * @param trainLoss mean over the epoch's samples, as they were seen
 * @param validationLoss the same loss of the answers on the validation faces
 * @param nme mean validation NME, a fraction; by which normaliser, {@link
 *     kpnative.eval.Evaluation#normaliser()} says
 * @param meanShapeNme the same of the mean shape
 * @param lr learning rate of the last step
 * @param imagesPerSecond training samples a second of training, validation not counted
 * @param waitShare share of the training time spent waiting for data
 * @param seconds the epoch's wall time, validation and saving included
 */
public record EpochMetrics(
    int epoch,
    double trainLoss,
    double validationLoss,
    double nme,
    double meanShapeNme,
    double lr,
    double imagesPerSecond,
    double waitShare,
    double seconds) {

  /** The first line of {@code metrics.csv}. */
  public static final String HEADER =
      "epoch,train_loss,validation_loss,nme,mean_shape_nme,lr,images_per_s,wait_share,seconds";

  /** {@return this as a line of {@code metrics.csv}, without a line end} */
  public String toCsv() {
    return String.format(
        Locale.ROOT,
        "%d,%.6e,%.6e,%.6f,%.6f,%.6e,%.1f,%.4f,%.2f",
        epoch,
        trainLoss,
        validationLoss,
        nme,
        meanShapeNme,
        lr,
        imagesPerSecond,
        waitShare,
        seconds);
  }

  /**
   * {@return this as a line for people, without a line end}
   *
   * @param best whether no epoch before it had a lower NME
   */
  public String toLine(boolean best) {
    return String.format(
        Locale.ROOT,
        "epoch %d: train loss %.3e, validation loss %.3e, NME %.4f (mean shape %.4f)%s, lr %.1e,"
            + " %.0f images/s, %.1f s",
        epoch,
        trainLoss,
        validationLoss,
        nme,
        meanShapeNme,
        best ? " best" : "",
        lr,
        imagesPerSecond,
        seconds);
  }
}
