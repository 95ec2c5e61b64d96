package kpnative.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kpnative.data.FaceSampler;
import kpnative.eval.FaceEvaluation;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.KeypointSchema;

/** The error by keypoint: on the mean face, by group, and one by one. */
final class KeypointsSection implements PageSection {
  private static final int MOST_BOXES = 100; // whose mean gives the aspect ratio of the mean face

  @Override
  public String id() {
    return "keypoints";
  }

  @Override
  public String title() {
    return "Keypoints";
  }

  @Override
  public void write(Html html, List<ReportedRun> runs) {
    List<ReportedRun> measured =
        runs.stream().filter(r -> r.evaluation().isPresent() && r.spec().isPresent()).toList();
    runs.stream()
        .filter(r -> !measured.contains(r))
        .forEach(r -> html.missing(r.label() + ": " + r.problem() + "."));
    if (measured.isEmpty()) {
      return;
    }
    double most =
        measured.stream()
            .flatMap(r -> errors(r).values().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(1);
    html.paragraph(
        "Mean over the validation faces, normalised as in the summary. The dots are at the mean"
            + " shape of the training faces, larger where the error is; the worst three have their"
            + " numbers. All drawings share one scale.");
    html.open("div", "class", "pair");
    html.open("div", "class", "facemaps");
    for (ReportedRun run : measured) {
      new FaceErrorMap(run.spec().orElseThrow(), errors(run), most, aspect(run))
          .write(html, run.label());
    }
    html.closeLine();
    groups(html, measured);
    html.closeLine();
    points(html, measured);
  }

  private static void groups(Html html, List<ReportedRun> runs) {
    Set<String> groups = new LinkedHashSet<>();
    runs.forEach(r -> groups.addAll(byGroup(r, true).keySet()));
    if (groups.isEmpty()) {
      html.missing("The schema of these data has no groups of keypoints.");
      return;
    }
    PageChart chart =
        PageChart.bars(
            "Error by group", "error (%)", groups.stream().map(g -> g.replace('_', ' ')).toList());
    List<String> columns = new ArrayList<>(List.of("group"));
    List<List<String>> rows = new ArrayList<>();
    groups.forEach(g -> rows.add(new ArrayList<>(List.of(g.replace('_', ' ')))));
    for (int i = 0; i < runs.size(); i++) {
      Map<String, Double> own = byGroup(runs.get(i), true);
      columns.add(runs.get(i).label());
      fill(rows, groups, own);
      double[] heights =
          groups.stream().mapToDouble(g -> 100 * own.getOrDefault(g, Double.NaN)).toArray();
      chart.bar(runs.get(i).label(), i, heights);
    }
    for (int i = 0; i < runs.size(); i++) {
      Optional<String> prior = ReportedRun.meanShape(runs, i);
      if (prior.isPresent()) {
        columns.add(prior.get());
        Map<String, Double> mean = byGroup(runs.get(i), false);
        fill(rows, groups, mean);
        chart.bar(
            prior.get(),
            -1 - i,
            groups.stream().mapToDouble(g -> 100 * mean.getOrDefault(g, Double.NaN)).toArray());
      }
    }
    html.open("div", "class", "together");
    if (groups.size() > 2) {
      chart.write(html);
    }
    html.table("Error by group, beside the mean shape", columns, rows).closeLine();
  }

  private static void fill(
      List<List<String>> rows, Set<String> groups, Map<String, Double> errors) {
    int row = 0;
    for (String group : groups) {
      rows.get(row++).add(PageNumber.percent(errors.getOrDefault(group, Double.NaN)));
    }
  }

  private static void points(Html html, List<ReportedRun> runs) {
    Map<Integer, List<String>> rows = new LinkedHashMap<>();
    runs.stream()
        .flatMap(r -> errors(r).keySet().stream())
        .distinct()
        .sorted()
        .forEach(k -> rows.put(k, new ArrayList<>(List.of(Integer.toString(k)))));
    List<String> columns = new ArrayList<>(List.of("keypoint"));
    for (ReportedRun run : runs) {
      columns.add(run.label());
      Map<Integer, Double> errors = errors(run);
      rows.forEach((k, row) -> row.add(PageNumber.percent(errors.getOrDefault(k, Double.NaN))));
    }
    html.details("Error of each keypoint, counted from 0")
        .table("Error of each keypoint", columns, List.copyOf(rows.values()))
        .closeLine();
  }

  /** The mean aspect ratio, width / height, of the validation faces' boxes. */
  private static double aspect(ReportedRun run) {
    FaceSampler sampler = FaceSampler.of(run.spec().orElseThrow());
    return run.evaluation().orElseThrow().predictions().stream()
        .limit(MOST_BOXES)
        .map(f -> sampler.faceBox(f.face(), f.toInput()))
        .mapToDouble(box -> box.width() / box.height())
        .average()
        .orElse(1);
  }

  /** The error by schema index, as a fraction. */
  private static Map<Integer, Double> errors(ReportedRun run) {
    return byKeypoint(run, true);
  }

  private static Map<Integer, Double> byKeypoint(ReportedRun run, boolean detector) {
    FaceEvaluation e = run.evaluation().orElseThrow();
    DetectorSpec spec = run.spec().orElseThrow();
    List<Double> errors = (detector ? e.detector() : e.meanShape()).perKeypoint();
    Map<Integer, Double> by = new LinkedHashMap<>();
    for (int i = 0; i < errors.size(); i++) {
      if (!errors.get(i).isNaN()) { // no face has it
        by.put(spec.keypoints().get(i), errors.get(i));
      }
    }
    return by;
  }

  private static Map<String, Double> byGroup(ReportedRun run, boolean detector) {
    KeypointSchema schema = run.spec().orElseThrow().keypointSchema();
    Map<Integer, Double> errors = byKeypoint(run, detector);
    Map<String, Double> by = new LinkedHashMap<>();
    schema
        .groups()
        .forEach(
            (group, indices) ->
                indices.stream()
                    .filter(errors::containsKey)
                    .mapToDouble(k -> errors.getOrDefault(k, Double.NaN))
                    .average()
                    .ifPresent(mean -> by.put(group, mean)));
    return by;
  }
}
