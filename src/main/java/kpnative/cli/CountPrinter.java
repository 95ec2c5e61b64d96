package kpnative.cli;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** Shows a count of finished items on a terminal, in one line that is erased at the end. */
final class CountPrinter implements AutoCloseable {
  private static final long REFRESH_NANOS = 250_000_000;

  private final Terminal out;
  private final String what;
  private final boolean hasLine;
  private final LongSupplier nanoTime;
  private long drawnNanos;
  private boolean isDrawn;

  CountPrinter(PrintWriter out, String what, boolean quiet) {
    this(out, what, quiet, ProgressPrinter.isTerminal(), System::nanoTime);
  }

  CountPrinter(
      PrintWriter out, String what, boolean quiet, boolean terminal, LongSupplier nanoTime) {
    this.out = Terminal.of(out);
    this.what = what;
    this.hasLine = terminal && !quiet;
    this.nanoTime = nanoTime;
    this.drawnNanos = nanoTime.getAsLong();
  }

  void show(int done, int all) {
    long now = nanoTime.getAsLong();
    if (!hasLine || now - drawnNanos < REFRESH_NANOS) {
      return;
    }
    drawnNanos = now;
    isDrawn = true;
    out.eraseLine();
    out.print(done + " of " + all + " " + what);
    out.flush();
  }

  /** Erases the line. */
  @Override
  public void close() {
    if (isDrawn) {
      isDrawn = false;
      out.eraseLine();
    }
  }
}
