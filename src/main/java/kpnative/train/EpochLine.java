package kpnative.train;

import java.util.Locale;

/** An epoch as a line for people. */
public final class EpochLine {
  private EpochLine() {}

  /** {@return the line, without a line end} */
  public static String of(EpochMetrics m, boolean best) {
    return String.format(
        Locale.ROOT,
        "epoch %d: train loss %.3e, validation loss %.3e, NME %.4f (mean shape %.4f)%s, lr %.1e,"
            + " %.0f images/s, %.1f s",
        m.epoch(),
        m.trainLoss(),
        m.validationLoss(),
        m.nme(),
        m.meanShapeNme(),
        best ? " best" : "",
        m.lr(),
        m.imagesPerSecond(),
        m.seconds());
  }
}
