package kpnative.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import kpnative.testing.ManualClock;
import org.junit.jupiter.api.Test;

class ProgressPrinterTest {
  private final StringWriter text = new StringWriter();
  private final ManualClock clock = new ManualClock();

  private ProgressPrinter printer(boolean quiet, boolean terminal) {
    return new ProgressPrinter(new PrintWriter(text), quiet, false, terminal, clock);
  }

  @Test
  void stepsAreShownOnlyOnATerminal() {
    printer(false, false).stepDone(0.5, 0.1, 100);

    assertThat(text.toString()).isEmpty();
  }

  @Test
  void theBarShowsShareLossAndSpeed() {
    printer(false, true).stepDone(0.5, 0.1, 100);

    assertThat(text.toString())
        .contains("[" + "=".repeat(15) + " ".repeat(15) + "]  50 %", "1.00e-01", "100 img/s");
  }

  @Test
  void theTimeLeftFollowsFromTheTimeTaken() {
    ProgressPrinter printer = printer(false, true);
    printer.stepDone(0.25, 0.1, 100);
    clock.advance(60_000_000_000L);
    printer.stepDone(0.5, 0.1, 100);

    assertThat(text.toString()).contains("ETA --").endsWith("ETA 2:00  loss 1.00e-01  100 img/s");
  }

  @Test
  void theBarIsDrawnAtMostFourTimesASecond() {
    ProgressPrinter printer = printer(false, true);
    printer.stepDone(0.25, 0.1, 100);
    clock.advance(249_999_999);
    printer.stepDone(0.5, 0.1, 100);
    assertThat(text.toString()).doesNotContain("50 %");
    clock.advance(1);
    printer.stepDone(0.75, 0.1, 100);

    assertThat(text.toString()).contains("75 %");
  }

  @Test
  void aLineErasesTheBar() {
    ProgressPrinter printer = printer(false, true);
    printer.stepDone(0.5, 0.1, 100);
    printer.note("saved");

    assertThat(text.toString()).endsWith("\r\033[Ksaved" + System.lineSeparator());
  }

  @Test
  void quietIsSilent() {
    ProgressPrinter printer = printer(true, true);
    printer.stepDone(0.5, 0.1, 100);
    printer.note("saved");

    assertThat(text.toString()).isEmpty();
  }
}
