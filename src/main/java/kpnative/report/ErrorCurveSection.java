package kpnative.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    return "Distribution of errors";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    PageChart chart =
        PageChart.lines(
            "Share of validation faces at or below an error (CED)", "NME (%)", "share (%)");
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> priors = new ArrayList<>();
    double right = 0;
    for (int i = 0; i < runs.size(); i++) {
      ReportedRun run = runs.get(i);
      if (run.evaluation().isEmpty()) {
        html.missing(run.label() + ": " + run.problem() + ".");
        continue;
      }
      Evaluation own = run.evaluation().get().detector();
      Evaluation mean = run.evaluation().get().meanShape();
      right = Math.max(right, add(chart, run.label(), i, false, own));
      rows.add(row(run.label() + " (by " + own.normaliser() + ")", own));
      Optional<String> prior = ReportedRun.meanShape(runs, i);
      if (prior.isPresent()) {
        right = Math.max(right, add(chart, prior.get(), -1 - i, true, mean));
        priors.add(row(prior.get(), mean));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    chart.upTo(100 * right).write(html);
    rows.addAll(priors);
    List<String> columns = new ArrayList<>(List.of("share of faces at or below an NME of"));
    for (double t : THRESHOLDS) {
      columns.add(Math.round(100 * t) + " %");
    }
    html.table("Shares of faces by error", columns, rows);
  }

  /** {@return the error that nine tenths of the faces do not exceed, a fraction} */
  private static double add(
      PageChart chart, String name, int run, boolean dashed, Evaluation evaluation) {
    double[] errors = ErrorCurve.of(evaluation.perFace()).errors();
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

  private static List<String> row(String name, Evaluation evaluation) {
    ErrorCurve curve = ErrorCurve.of(evaluation.perFace());
    List<String> row = new ArrayList<>(List.of(name));
    Arrays.stream(THRESHOLDS).forEach(t -> row.add(PageNumber.percent(curve.shareWithin(t))));
    return row;
  }
}
