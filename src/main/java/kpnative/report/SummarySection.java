package kpnative.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.Measures;
import org.jspecify.annotations.Nullable;

/** The measures of every run beside those of the mean shape, and the cost of the run. */
final class SummarySection implements PageSection {
  private static final Map<String, String> NAMES = names();

  @Override
  public String id() {
    return "summary";
  }

  @Override
  public String title() {
    return "All measures";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    html.paragraph(
        "Best weights, measured on each run's own validation faces. The mean shape is the training"
            + " faces' average, fitted to the face's box without reading the picture: the baseline"
            + " that a network must beat.");
    List<String> columns = new ArrayList<>(List.of("measure"));
    runs.forEach(run -> columns.add(run.label()));
    for (int i = 0; i < runs.size(); i++) {
      ReportedRun.meanShape(runs, i).ifPresent(columns::add);
    }
    html.open("div", "class", "pair");
    html.table("Measures of the best weights", columns, measures(runs));
    html.table("Size and cost", header(runs), cost(runs)).closeLine();
    for (ReportedRun run : runs) {
      if (!run.problem().isEmpty()) {
        html.missing(run.label() + ": " + run.problem() + "." + lastLine(run));
      }
    }
  }

  private static String lastLine(ReportedRun run) {
    boolean untrained = run.spec().isEmpty() && !run.log().isEmpty();
    return untrained ? " Its log ends with: " + run.log().get(run.log().size() - 1) : "";
  }

  private static List<String> header(List<ReportedRun> runs) {
    List<String> header = new ArrayList<>(List.of("quantity"));
    runs.forEach(run -> header.add(run.label()));
    return header;
  }

  private static List<List<String>> measures(List<ReportedRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    NAMES.forEach(
        (key, name) -> {
          List<String> row = new ArrayList<>(List.of(name));
          for (ReportedRun run : runs) {
            row.add(cell(key, run.evaluation().map(e -> e.detector().measures())));
          }
          for (int i = 0; i < runs.size(); i++) {
            if (ReportedRun.meanShape(runs, i).isPresent()) {
              row.add(cell(key, runs.get(i).evaluation().map(e -> e.meanShape().measures())));
            }
          }
          rows.add(row);
        });
    List<String> normaliser = new ArrayList<>(List.of("normaliser of face and keypoint errors"));
    for (ReportedRun run : runs) {
      normaliser.add(normaliser(run));
    }
    for (int i = 0; i < runs.size(); i++) {
      if (ReportedRun.meanShape(runs, i).isPresent()) {
        normaliser.add(normaliser(runs.get(i)));
      }
    }
    rows.add(normaliser);
    return rows;
  }

  private static String normaliser(ReportedRun run) {
    return run.evaluation().map(e -> e.detector().normaliser()).orElse(PageNumber.NONE);
  }

  private static String cell(String key, Optional<Measures> measures) {
    @Nullable Number value = measures.map(m -> m.toMap().get(key)).orElse(null);
    boolean share = key.startsWith("nme") || key.equals("fr08");
    return share && value != null ? PageNumber.percent(value.doubleValue()) : PageNumber.of(value);
  }

  private static List<List<String>> cost(List<ReportedRun> runs) {
    List<List<String>> rows = new ArrayList<>();
    row(rows, "recipe", runs, r -> r.recipe().name());
    row(rows, "parameters", runs, r -> PageNumber.of(r.layers().parameters()));
    row(
        rows,
        "multiply-adds per picture, millions",
        runs,
        r -> PageNumber.of(r.layers().multiplyAdds() / 1e6));
    row(rows, "epochs finished", runs, r -> Integer.toString(r.epochs()));
    row(
        rows,
        "epoch of the best weights",
        runs,
        r -> r.bestEpoch().map(String::valueOf).orElse(PageNumber.NONE));
    row(rows, "training loss, last epoch", runs, r -> PageNumber.of(r.last("train_loss")));
    row(rows, "validation loss, last epoch", runs, r -> PageNumber.of(r.last("validation_loss")));
    row(rows, "time of the epochs", runs, r -> PageNumber.time(r.sum("seconds")));
    row(rows, "mean shape's NME relative to the model's", runs, SummarySection::gain);
    return rows;
  }

  private static String gain(ReportedRun run) {
    return run.evaluation()
        .map(e -> String.format(Locale.ROOT, "%.2f times", mean(e, false) / mean(e, true)))
        .orElse(PageNumber.NONE);
  }

  private static double mean(FaceEvaluation e, boolean detector) {
    return (detector ? e.detector() : e.meanShape()).meanError();
  }

  private static void row(
      List<List<String>> rows,
      String name,
      List<ReportedRun> runs,
      Function<ReportedRun, String> cell) {
    List<String> row = new ArrayList<>(List.of(name));
    runs.forEach(run -> row.add(cell.apply(run)));
    rows.add(row);
  }

  private static Map<String, String> names() {
    Map<String, String> names = new LinkedHashMap<>();
    names.put("n", "validation faces");
    names.put("nme_interocular", "NME, inter-ocular (outer eye corners)");
    names.put("nme_interpupil", "NME, inter-pupil");
    names.put("nme_box", "NME, by the root of the box's area");
    names.put("auc08", "AUC@8: area under the curve of errors to 8 %, divided by 8 %");
    names.put("fr08", "FR@8: share of faces above 8 %");
    names.put("mse", "mse: mean squared error of normalised coordinates");
    names.put("mae_sum", "mae_sum: sum of |dx| + |dy| over keypoints, normalised");
    names.put("contest_mae_px", "contest MAE, pixels of the photograph");
    return names;
  }
}
