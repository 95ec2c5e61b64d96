package kpnative.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class PageChartTest {
  private static final double[] EPOCHS = {1, 2, 3};

  private static String written(PageChart chart) {
    Html html = new Html();
    chart.write(html);
    return html.toString();
  }

  @Test
  void thePlotsNumbersAreAlsoInATable() {
    String page =
        written(
            PageChart.lines("Losses", "epoch", "loss")
                .line("training", 0, true, false, EPOCHS, new double[] {0.5, 0.25, 0.125}));
    assertThat(page).contains("<th scope=\"row\">3</th><td>0.1250</td>");
    assertThat(page).contains("[[1.0,0.5],[2.0,0.25],[3.0,0.125]]");
  }

  @Test
  void theDescriptionGivesTheFirstAndTheLastValue() {
    String page =
        written(
            PageChart.lines("Losses", "epoch", "loss")
                .line("training", 0, true, false, EPOCHS, new double[] {0.5, 0.2, 0.3}));
    assertThat(page)
        .contains("aria-label=\"Losses: loss over epoch. training from 0.5000 to 0.3000 (least");
  }

  @Test
  void nonFiniteValuesLeaveAGap() {
    String page =
        written(
            PageChart.lines("Losses", "epoch", "loss")
                .line("training", 0, true, false, EPOCHS, new double[] {0.5, Double.NaN, 0.3}));
    assertThat(page).contains("[2.0,null]").contains("<td>" + PageNumber.NONE + "</td>");
  }

  @Test
  void anEmptyPlotIsReported() {
    String page =
        written(
            PageChart.lines("Losses", "epoch", "loss")
                .line("training", 0, true, false, EPOCHS, new double[] {0, 0, Double.NaN})
                .logarithmic(true));
    assertThat(page).contains("figure");
    assertThat(written(PageChart.bars("Errors", "error", List.of("jaw"))))
        .contains("Errors: not recorded.");
  }

  @Test
  void aLongLinesTableIsThinned() {
    double[] xs = new double[1000];
    for (int i = 0; i < xs.length; i++) {
      xs[i] = i;
    }
    String page =
        written(PageChart.lines("Losses", "epoch", "loss").line("a", 0, false, false, xs, xs));
    assertThat(page.split("<tr>", -1)).hasSizeBetween(200, 203);
    assertThat(page).contains("<th scope=\"row\">999</th>");
  }
}
