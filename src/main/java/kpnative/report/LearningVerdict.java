package kpnative.report;

import java.util.Arrays;
import java.util.Locale;
import kpnative.train.MetricsTable;

/**
 * Whether a training was still learning when it ended: what its last fifth of epochs gained.
 *
 * @param word yes, hardly, no, or that it is too early to say
 * @param reason the numbers
 */
record LearningVerdict(String word, String reason) {
  private static final int LEAST = 5; // epochs, so that a fifth is one
  private static final double GAIN = 0.02; // of the error: less is hardly any
  private static final double NOTHING = 0.0005; // would be shown as 0.0 %
  private static final double RISE = 0.1; // of the validation loss above its least: overfitting

  /** {@return the verdict on a run's metrics} */
  static LearningVerdict of(MetricsTable metrics) {
    double[] epoch = metrics.column("epoch");
    double[] nme = metrics.column("nme");
    int n = nme.length;
    if (n < LEAST) {
      return new LearningVerdict(
          "Too early to say", n + " of the " + LEAST + " epochs that it takes");
    }
    int from = n - (n + 4) / 5;
    double before = least(nme, 0, from);
    double all = least(nme, 0, n);
    if (!Double.isFinite(before) || !Double.isFinite(all)) {
      return new LearningVerdict("Unknown", "the validation error was not finite");
    }
    double gain = 1 - all / before;
    double[] loss = metrics.column("validation_loss");
    double[] training = metrics.column("train_loss");
    int best = indexOf(loss, least(loss, 0, n));
    double rise = loss[n - 1] / loss[best] - 1;
    String where = "best epoch " + (int) epoch[indexOf(nme, all)] + " of " + (int) epoch[n - 1];
    if (gain >= GAIN) {
      return new LearningVerdict(
          "Yes",
          String.format(
              Locale.ROOT,
              "the last fifth of the epochs lowered the validation error by %.1f %%; %s",
              100 * gain,
              where));
    }
    if (rise >= RISE && training[n - 1] < training[best]) {
      return new LearningVerdict(
          "No, it overfits",
          String.format(
              Locale.ROOT,
              "the validation loss ended %.0f %% above its least, of epoch %d",
              100 * rise,
              (int) epoch[best]));
    }
    if (gain < NOTHING) {
      return new LearningVerdict(
          "No", "the last fifth of the epochs did not lower the validation error; " + where);
    }
    return new LearningVerdict(
        "Hardly",
        String.format(
            Locale.ROOT,
            "the last fifth of the epochs lowered the validation error by %.1f %%; %s",
            100 * gain,
            where));
  }

  private static double least(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).filter(Double::isFinite).min().orElse(Double.NaN);
  }

  private static int indexOf(double[] values, double wanted) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == wanted) {
        return i;
      }
    }
    return values.length - 1;
  }
}
