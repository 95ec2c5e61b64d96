package kpnative.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import kpnative.eval.FaceEvaluation;
import kpnative.train.MetricsTable;

/** The first screen: how good the model is, whether it was still learning, and what fails. */
final class OverviewSection implements PageSection {
  private static final int MOST_RUNS = 6; // in the table and the plot; all are further down
  private static final String NOT_RECORDED = "no epoch has finished";

  private final boolean photographs;

  /**
   * @param photographs whether the best and the worst faces are shown, or only their errors
   */
  OverviewSection(boolean photographs) {
    this.photographs = photographs;
  }

  @Override
  public String id() {
    return "overview";
  }

  @Override
  public String title() {
    return "At a glance";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    List<ReportedRun> best =
        runs.stream().sorted(Comparator.comparingDouble(OverviewSection::rank)).toList();
    warnings(html, runs);
    html.open("div", "class", "glance");
    html.open("div", "class", "panel good").element("h3", "How good?");
    if (runs.size() == 1) {
      figures(html, runs.get(0));
    } else {
      table(html, best);
    }
    html.closeLine();
    html.open("div", "class", "panel learning").element("h3", "Still learning?");
    learning(html, runs, best);
    html.closeLine();
    html.open("div", "class", "panel fails").element("h3", "What fails?");
    if (runs.size() > 1) {
      html.open("p", "class", "verdict").text("The faces of ").element("b", best.get(0).label());
      html.text(", the best run.").closeLine();
    }
    if (photographs) {
      FaceTiles.legend(html);
      FaceTiles.write(html, best.get(0));
    } else {
      errors(html, best.get(0));
    }
    html.closeLine().closeLine();
  }

  /** Says how the errors of the faces are spread, in place of photographs of them. */
  private static void errors(Html html, ReportedRun run) {
    if (run.evaluation().isEmpty()) {
      html.missing("No faces: " + run.problem() + ".");
      return;
    }
    FaceEvaluation evaluation = run.evaluation().get();
    List<Integer> order = evaluation.detector().bestFirst();
    List<List<String>> rows = new ArrayList<>();
    for (Share share : Share.values()) {
      int face = order.get((int) Math.ceil(share.of * order.size()) - 1);
      rows.add(List.of(share.faces, PageNumber.percent(evaluation.detector().perFace().get(face))));
    }
    html.table("Errors of the validation faces", List.of("faces", "NME at most"), rows);
    html.open("p")
        .text("This page was written without photographs. ")
        .element("a", "Errors by keypoint", "href", "#keypoints")
        .closeLine();
  }

  /** Of how many faces the largest error is stated. */
  private enum Share {
    HALF("the better half", 0.5),
    MOST("nine in ten", 0.9),
    ALL("all", 1);

    final String faces;
    final double of;

    Share(String faces, double of) {
      this.faces = faces;
      this.of = of;
    }
  }

  private static double rank(ReportedRun run) {
    return Double.isFinite(run.error()) ? run.error() : Double.POSITIVE_INFINITY;
  }

  /** Says in words which models are no better than the mean shape. */
  private static void warnings(Html html, List<ReportedRun> runs) {
    List<ReportedRun> worse =
        runs.stream().filter(run -> run.worseThanMeanShape().isPresent()).toList();
    if (worse.isEmpty()) {
      return;
    }
    html.open("p", "class", "warning");
    if (runs.size() == 1) {
      html.element("b", "This model").text(" is " + runs.get(0).worseThanMeanShape().orElse(""));
    } else {
      html.element("b", worse.size() + " of " + runs.size() + " runs");
      html.text(" are no better than the mean shape: ");
      String names =
          worse.stream().limit(MOST_RUNS).map(ReportedRun::label).collect(Collectors.joining("; "));
      html.text(names + (worse.size() > MOST_RUNS ? " and others" : ""));
    }
    html.text(".").closeLine();
  }

  private static void figures(Html html, ReportedRun run) {
    List<KeyFigure> figures = KeyFigure.of(run);
    if (figures.isEmpty()) {
      html.missing("Not known: " + NOT_RECORDED + ".");
      return;
    }
    KeyFigure nme = figures.get(0);
    html.open("p", "class", "verdict");
    if (nme.better()) {
      html.element("b", String.format(Locale.ROOT, "%.1f times", nme.mean() / nme.own()))
          .text(" as exact as the mean shape");
    } else {
      html.element("b", "Not better").text(" than the mean shape");
    }
    html.text(
            run.evaluation()
                .map(e -> ", on " + PageNumber.of(e.predictions().size()) + " validation faces.")
                .orElse("."))
        .closeLine();
    html.open("dl", "class", "figures");
    for (KeyFigure f : figures) {
      html.open(
          "div",
          "class",
          f.better() ? "figure" : "figure worse",
          "title",
          f.name() + ": " + f.meaning());
      html.element("dt", f.name());
      html.open("dd").element("b", f.ownText()).close();
      double most = Math.max(f.own(), f.mean());
      bar(html, "own", f.own() / most);
      bar(html, "mean", f.mean() / most);
      html.element("dd", "mean shape " + f.meanText(), "class", "beside");
      html.element("dd", f.meaning(), "class", "meaning");
      html.closeLine();
    }
    html.closeLine();
  }

  private static void bar(Html html, String kind, double share) {
    double width = Double.isFinite(share) ? 100 * share : 0;
    String style = String.format(Locale.ROOT, "width:%.1f%%", width);
    html.open("dd", "class", "bar " + kind, "aria-hidden", "true");
    html.element("span", "", "style", style).close();
  }

  private static void table(Html html, List<ReportedRun> best) {
    List<List<String>> rows = new ArrayList<>();
    List<String> columns = new ArrayList<>(List.of("run, best first"));
    List<ReportedRun> shown = best.subList(0, Math.min(MOST_RUNS, best.size()));
    // runs have figures of their own, by their keypoints
    List<String> names =
        shown.stream()
            .flatMap(run -> KeyFigure.of(run).stream())
            .map(KeyFigure::name)
            .distinct()
            .toList();
    columns.addAll(names);
    for (ReportedRun run : shown) {
      rows.add(row(run.label(), names, KeyFigure.of(run), KeyFigure::ownText));
    }
    List<KeyFigure> first = KeyFigure.of(best.get(0));
    String mean =
        first.size() == names.size() ? "mean shape" : "mean shape of " + best.get(0).label();
    rows.add(row(mean, names, first, KeyFigure::meanText));
    html.table("The best weights of each run, on its validation faces", columns, rows);
    if (best.size() > MOST_RUNS) {
      html.open("p")
          .text(best.size() - MOST_RUNS + " more: ")
          .element("a", "all measures", "href", "#summary")
          .closeLine();
    }
  }

  /** A row with a cell for each name of a figure. */
  private static List<String> row(
      String label, List<String> names, List<KeyFigure> figures, Function<KeyFigure, String> text) {
    List<String> row = new ArrayList<>(List.of(label));
    for (String name : names) {
      row.add(
          figures.stream()
              .filter(f -> f.name().equals(name))
              .map(text)
              .findFirst()
              .orElse(PageNumber.NONE));
    }
    return row;
  }

  private static void learning(Html html, List<ReportedRun> runs, List<ReportedRun> best) {
    ReportedRun first = best.get(0);
    if (first.metrics().isEmpty()) {
      html.missing("Not known: " + NOT_RECORDED + ".");
      return;
    }
    LearningVerdict verdict = LearningVerdict.of(first.metrics().get());
    html.open("p", "class", "verdict");
    html.text(runs.size() == 1 ? "" : first.label() + ": ").element("b", verdict.word());
    html.text(": " + verdict.reason() + ".").closeLine();
    PageChart chart =
        PageChart.lines(
            runs.size() == 1 ? "Loss" : "Loss: training dashed, validation solid", "epoch", "loss");
    for (ReportedRun run :
        best.subList(0, Math.min(runs.size() == 1 ? 1 : MOST_RUNS, best.size()))) {
      if (run.metrics().isPresent()) {
        MetricsTable m = run.metrics().get();
        double[] epochs = m.column("epoch");
        String label = runs.size() == 1 ? "" : run.label() + ", ";
        int colour = runs.indexOf(run);
        int other = runs.size() == 1 ? 1 : colour; // one run has a colour for each line
        chart.line(label + "training", other, true, false, epochs, m.column("train_loss"));
        chart.line(label + "validation", colour, false, false, epochs, m.column("validation_loss"));
      }
    }
    chart.logarithmic(true).glance().write(html);
  }
}
