package kpnative.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.eval.ErrorCurve;
import kpnative.eval.Evaluation;

/** The cumulative error distribution (CED): the share of faces at or below each error. */
final class ErrorCurveSection implements PageSection {
  private static final int MOST_POINTS = 400; // per line
  private static final double[] THRESHOLDS = {0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15, 0.2};

  @Override
  public String id() {
    return "distribution";
  }

  @Override
  public String title() {
    return "Distribution";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    PageChart chart =
        PageChart.lines(
            "Share of validation faces at or below an error (CED)", "NME (%)", "share (%)");
    Map<String, Evaluation> own = new LinkedHashMap<>();
    Map<String, Evaluation> means = new LinkedHashMap<>();
    double right = 0;
    for (int i = 0; i < runs.size(); i++) {
      ReportedRun run = runs.get(i);
      if (run.evaluation().isEmpty()) {
        html.missing(run.label() + ": " + run.problem() + ".");
        continue;
      }
      Evaluation model = run.evaluation().get().detector();
      Evaluation mean = run.evaluation().get().meanShape();
      right = Math.max(right, add(chart, run.label(), i, false, model));
      own.put(run.label(), model);
      Optional<String> prior = ReportedRun.meanShape(runs, i);
      if (prior.isPresent()) {
        right = Math.max(right, add(chart, prior.get(), -1 - i, true, mean));
        means.put(prior.get(), mean);
      }
    }
    if (own.isEmpty()) {
      return;
    }
    html.open("div", "class", "pair");
    chart.upTo(100 * right).write(html);
    own.putAll(means);
    List<String> columns = new ArrayList<>(List.of("NME at most"));
    own.forEach((name, e) -> columns.add(name + " (" + e.normaliser() + ")"));
    List<List<String>> rows = new ArrayList<>();
    for (double t : THRESHOLDS) {
      List<String> row = new ArrayList<>(List.of(Math.round(100 * t) + " %"));
      own.values()
          .forEach(e -> row.add(PageNumber.percent(ErrorCurve.of(e.measured()).shareWithin(t))));
      rows.add(row);
    }
    html.table("Shares of the faces by their error", columns, rows).closeLine();
  }

  /** {@return the error that nine tenths of the faces do not exceed, a fraction} */
  private static double add(
      PageChart chart, String name, int run, boolean dashed, Evaluation evaluation) {
    double[] errors = ErrorCurve.of(evaluation.measured()).errors();
    int n = errors.length;
    int step = (n + MOST_POINTS - 1) / MOST_POINTS;
    List<double[]> points = new ArrayList<>(List.of(new double[] {0, 0}));
    for (int i = 0; i < n; i++) {
      if ((i + 1) % step == 0 || i == n - 1) {
        points.add(new double[] {100 * errors[i], 100.0 * (i + 1) / n});
      }
    }
    chart.line(
        name,
        run,
        dashed,
        true,
        points.stream().mapToDouble(p -> p[0]).toArray(),
        points.stream().mapToDouble(p -> p[1]).toArray());
    return errors[(int) Math.min(n - 1, Math.ceil(0.9 * n))];
  }
}
