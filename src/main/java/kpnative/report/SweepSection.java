package kpnative.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The table of a sweep: the status of every run, beside reference values from other sources. */
final class SweepSection implements PageSection {
  /** Columns that the section of all measures section already shows. */
  private static final Set<String> SUMMARY = Set.of("mean_shape_nme", "parameters", "seconds");

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
      boolean elsewhere = SUMMARY.contains(table.columns().get(c));
      if (!elsewhere && table.rows().stream().anyMatch(r -> !r.get(column).isEmpty())) {
        filled.add(c);
      }
    }
    html.table(
        "Runs of the sweep",
        filled.stream().map(c -> table.columns().get(c).replace('_', ' ')).toList(),
        table.rows().stream()
            .map(r -> filled.stream().map(c -> cell(table.columns().get(c), r.get(c))).toList())
            .toList());
  }

  /** Errors are fractions in the table's files, and percent on a page. */
  private static String cell(String column, String value) {
    return column.startsWith("nme_") && !value.isEmpty()
        ? PageNumber.percent(Double.parseDouble(value))
        : value;
  }
}
