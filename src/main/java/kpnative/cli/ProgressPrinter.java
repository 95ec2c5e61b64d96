package kpnative.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import kpnative.train.EpochMetrics;
import kpnative.train.TrainingListener;

/**
 * Shows the progress of a training: one line per epoch and, on a terminal, a bar below them with
 * ETA, loss and images/s.
 *
 * <p>The training thread draws the bar. This class leaves the terminal's modes and signals alone,
 * because Ctrl-C must reach {@link StopOnInterrupt}.
 */
final class ProgressPrinter implements TrainingListener, AutoCloseable {
  private static final int CELLS = 30;
  private static final long REFRESH_NANOS = 250_000_000;
  private static final double NANOS = 1e9;

  private final Terminal out;
  private final boolean quiet;
  private final boolean hasBar;
  private final boolean profiles;
  private final LongSupplier nanoTime;

  private double firstProgress = -1; // where this process started or resumed the training
  private long firstNanos;
  private long drawnNanos;
  private boolean isDrawn;

  ProgressPrinter(PrintWriter out, boolean quiet, boolean profiles) {
    this(out, quiet, profiles, isTerminal(), System::nanoTime);
  }

  ProgressPrinter(
      PrintWriter out, boolean quiet, boolean profiles, boolean terminal, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.profiles = profiles;
    this.out = Terminal.of(out);
    this.quiet = quiet;
    this.hasBar = terminal && !quiet;
  }

  /** Since JDK 22, a console exists even without a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    String term = System.getenv("TERM");
    return System.console() != null && term != null && !term.equals("dumb");
  }

  @Override
  public void stepDone(double progress, double loss, double imagesPerSecond) {
    long now = nanoTime.getAsLong();
    if (!hasBar || (isDrawn && now - drawnNanos < REFRESH_NANOS)) {
      return;
    }
    if (firstProgress < 0) {
      firstProgress = progress;
      firstNanos = now;
    }
    drawnNanos = now;
    isDrawn = true;
    int full = (int) Math.round(progress * CELLS);
    out.eraseLine();
    out.printf(
        Locale.ROOT,
        "[%s%s] %3.0f %%  ETA %s  loss %.2e  %.0f img/s",
        "=".repeat(full),
        " ".repeat(CELLS - full),
        100 * progress,
        eta(progress, (now - firstNanos) / NANOS),
        loss,
        imagesPerSecond);
    out.flush();
  }

  /**
   * The time left at the average speed so far: {@code 1:02:03}, {@code 2:03}, or {@code --} at
   * first.
   */
  private String eta(double progress, double seconds) {
    double done = progress - firstProgress;
    if (done <= 0) {
      return "--";
    }
    long left = Math.round(seconds * (1 - progress) / done);
    return left >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", left / 3600, left / 60 % 60, left % 60)
        : String.format(Locale.ROOT, "%d:%02d", left / 60, left % 60);
  }

  @Override
  public void epochDone(EpochMetrics metrics, boolean best) {
    note(metrics.toLine(best));
  }

  @Override
  public boolean profiles() {
    return profiles;
  }

  @Override
  public void note(String line) {
    if (!quiet) {
      close();
      out.println(line);
      out.flush();
    }
  }

  /** Erases the bar. */
  @Override
  public void close() {
    if (isDrawn) {
      isDrawn = false;
      out.eraseLine();
    }
  }
}
