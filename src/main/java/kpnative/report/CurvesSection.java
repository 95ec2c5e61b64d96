package kpnative.report;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kpnative.train.MetricsTable;

/** Plots of losses, errors and learning rates over the epochs. */
final class CurvesSection implements PageSection {
  @Override
  public String id() {
    return "curves";
  }

  @Override
  public String title() {
    return "Curves";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    PageChart losses = PageChart.lines("Losses", "epoch", "loss").logarithmic(true);
    PageChart errors =
        PageChart.lines("Error on the validation faces", "epoch", "NME (%)").logarithmic(true);
    PageChart rates =
        PageChart.lines("Learning rate of each epoch's last step", "epoch", "learning rate")
            .logarithmic(true);
    Set<Double> priors = new HashSet<>(); // runs on the same faces share one
    boolean alike =
        runs.stream()
                .flatMap(r -> r.metrics().stream())
                .map(CurvesSection::prior)
                .distinct()
                .count()
            == 1;
    for (int i = 0; i < runs.size(); i++) {
      ReportedRun run = runs.get(i);
      if (run.metrics().isEmpty()) {
        html.missing(run.label() + ": no epoch has finished.");
        continue;
      }
      MetricsTable m = run.metrics().get();
      double[] epochs = m.column("epoch");
      String label = runs.size() == 1 ? "" : run.label() + ", ";
      int other = runs.size() == 1 ? 1 : i; // one run has a colour for each line
      losses.line(label + "training", other, true, false, epochs, m.column("train_loss"));
      losses.line(label + "validation", i, false, false, epochs, m.column("validation_loss"));
      errors.line(run.label(), i, false, false, epochs, percent(m.column("nme")));
      if (priors.add(prior(m))) {
        errors.line(
            (alike ? "" : run.label() + ", ") + "mean shape",
            -1 - i,
            true,
            false,
            epochs,
            percent(m.column("mean_shape_nme")));
      }
      rates.line(run.label(), i, false, false, epochs, m.column("lr"));
    }
    html.open("div", "class", "plots");
    losses.write(html);
    errors.write(html);
    rates.write(html);
    html.closeLine();
  }

  private static double prior(MetricsTable metrics) {
    return metrics.column("mean_shape_nme")[0];
  }

  private static double[] percent(double[] fractions) {
    return Arrays.stream(fractions).map(v -> 100 * v).toArray();
  }
}
