package kpnative.report;

import java.util.ArrayList;
import java.util.List;

/** The table of a sweep: every run's standing, and somebody else's numbers beside ours. */
final class SweepSection implements PageSection {
  private final SweepTable table;

  SweepSection(SweepTable table) {
    this.table = table;
  }

  @Override
  public String id() {
    return "sweep";
  }

  @Override
  public String title() {
    return "Sweep";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    html.paragraph(table.title() + ".");
    List<Integer> filled = new ArrayList<>();
    for (int c = 0; c < table.columns().size(); c++) {
      int column = c;
      if (table.rows().stream().anyMatch(r -> !r.get(column).isEmpty())) {
        filled.add(c);
      }
    }
    html.table(
        "Runs of the sweep",
        filled.stream().map(c -> table.columns().get(c).replace('_', ' ')).toList(),
        table.rows().stream().map(r -> filled.stream().map(r::get).toList()).toList());
  }
}
