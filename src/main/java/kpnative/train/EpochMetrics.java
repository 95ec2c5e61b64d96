package kpnative.train;

import java.util.Locale;

/**
 * The metrics of one epoch of a run: a line of {@code metrics.csv}.
 *
 * @param epoch counted from 1
 * @param trainLoss mean over the epoch's samples, each before the update on its batch
 * @param validationLoss the same loss of the predictions on the validation faces
 * @param nme mean validation NME, a fraction of the normaliser {@link
 *     kpnative.eval.Evaluation#normaliser()}
 * @param meanShapeNme the NME of predicting the mean shape for every validation face
 * @param lr learning rate of the last step
 * @param imagesPerSecond training samples per second, without validation
 * @param waitShare fraction of the training time spent waiting for data
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
   * {@return this as a readable line, without a line end}
   *
   * @param best whether its NME is the lowest so far
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
