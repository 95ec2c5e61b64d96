package kpnative.report;

import java.util.List;
import java.util.Optional;
import kpnative.train.MetricsTable;

/**
 * The variance that the principal components of the training shapes explain, for networks whose
 * head uses them.
 */
final class VarianceSection implements PageSection {
  @Override
  public String id() {
    return "variance";
  }

  @Override
  public String title() {
    return "Explained variance";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    PageChart chart =
        PageChart.lines(
            "Variance of the training shapes explained by the first components",
            "components",
            "share (%)");
    for (int i = 0; i < runs.size(); i++) {
      Optional<MetricsTable> pca = read(runs.get(i));
      if (pca.isPresent()) {
        double[] cumulative = pca.get().column("cumulative");
        for (int k = 0; k < cumulative.length; k++) {
          cumulative[k] *= 100;
        }
        chart.line(runs.get(i).label(), i, false, false, pca.get().column("component"), cumulative);
      }
    }
    chart.write(html);
  }

  /** {@return whether any run has a head of principal components} */
  static boolean isNeeded(List<ReportedRun> runs) {
    return runs.stream().anyMatch(r -> read(r).isPresent());
  }

  private static Optional<MetricsTable> read(ReportedRun run) {
    return ReportedRun.numbers(run.run().pca(), "component");
  }
}
