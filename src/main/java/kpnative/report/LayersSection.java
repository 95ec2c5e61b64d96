package kpnative.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import kpnative.network.LayerTable;

/** The networks layer by layer; runs with equal networks share one table. */
final class LayersSection implements PageSection {
  private static final int MOST_OPEN = 30; // layers of a table that is shown unfolded

  @Override
  public String id() {
    return "layers";
  }

  @Override
  public String title() {
    return "Network";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    Map<LayerTable, List<ReportedRun>> alike =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    ReportedRun::layers, LinkedHashMap::new, Collectors.toList()));
    alike.forEach(
        (table, group) -> {
          String labels = group.stream().map(ReportedRun::label).collect(Collectors.joining(", "));
          boolean folded = table.rows().size() > MOST_OPEN || alike.size() > 1;
          if (folded) {
            html.details(
                String.format(
                    Locale.ROOT,
                    "%s: %d layers, %s parameters",
                    labels,
                    table.rows().size(),
                    PageNumber.of(table.parameters())));
          }
          html.table(
              "Layers of " + labels,
              List.of("layer", "kind", "output", "parameters", "multiply-adds"),
              rows(table));
          if (folded) {
            html.closeLine();
          }
        });
  }

  private static List<List<String>> rows(LayerTable table) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("input", "", table.input().toString(), "", ""));
    for (LayerTable.Row r : table.rows()) {
      rows.add(
          List.of(
              r.name(),
              r.kind(),
              r.output().toString(),
              r.parameters() == 0 ? "" : PageNumber.of(r.parameters()),
              r.multiplyAdds() == 0 ? "" : PageNumber.of(r.multiplyAdds())));
    }
    rows.add(
        List.of(
            "total",
            "",
            "",
            PageNumber.of(table.parameters()),
            PageNumber.of(table.multiplyAdds())));
    return rows;
  }
}
