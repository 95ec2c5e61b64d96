package kpnative.cli;

import java.io.PrintWriter;
import java.util.Locale;
import kpnative.train.EpochLine;
import kpnative.train.EpochMetrics;
import kpnative.train.TrainingListener;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows a training: a bar with ETA, loss and images/s on a terminal, plain lines elsewhere. */
final class ProgressPrinter implements TrainingListener, AutoCloseable {
  private static final int STEPS = 1000; // the bar counts thousandths of the training
  private static final int REFRESH_MILLIS = 500;

  private final PrintWriter out;
  private final boolean quiet;
  private @Nullable ProgressBar bar;

  ProgressPrinter(PrintWriter out, boolean quiet) {
    this.out = out;
    this.quiet = quiet;
    if (!quiet && isTerminal()) {
      bar =
          new ProgressBarBuilder()
              .setTaskName("train")
              .setInitialMax(STEPS)
              .setStyle(ProgressBarStyle.ASCII)
              .setUpdateIntervalMillis(REFRESH_MILLIS)
              .build();
    }
  }

  /** In JDK 22 and later a console exists without a terminal too. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null && System.getenv("TERM") != null;
  }

  @Override
  public void stepDone(double progress, double loss, double imagesPerSecond) {
    ProgressBar b = bar;
    if (b != null) {
      b.stepTo(Math.round(progress * STEPS));
      b.setExtraMessage(String.format(Locale.ROOT, "loss %.2e, %.0f img/s", loss, imagesPerSecond));
    }
  }

  @Override
  public void epochDone(EpochMetrics metrics, boolean best) {
    ProgressBar b = bar;
    if (b != null) {
      b.setExtraMessage(
          String.format(Locale.ROOT, "epoch %d, NME %.4f", metrics.epoch(), metrics.nme()));
    } else {
      note(EpochLine.of(metrics, best));
    }
  }

  @Override
  public void note(String line) {
    if (!quiet) {
      out.println(line);
      out.flush();
    }
  }

  @Override
  public void close() {
    ProgressBar b = bar;
    if (b != null) {
      bar = null;
      b.close();
    }
  }
}
