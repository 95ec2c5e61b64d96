package kpnative.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import kpnative.eval.FaceEvaluation;
import kpnative.infer.DetectorOptions;
import kpnative.infer.DetectorSpec;
import kpnative.measure.EvaluationRun;
import kpnative.natives.Device;
import kpnative.network.LayerTable;
import kpnative.recipe.Recipe;
import kpnative.train.MetricsTable;
import kpnative.train.Run;
import kpnative.train.RunSettings;
import kpnative.weights.SafetensorsFile;

/**
 * A run's folder as a report reads it: what is not there, or cannot be read, is empty, and {@code
 * problem} says why.
 *
 * @param label names the run beside others
 * @param run its folder
 * @param recipe its own
 * @param settings data and machine
 * @param layers of its network, for the weights' keypoints, or else the recipe's own schema's
 * @param metrics a line an epoch; empty before the first is done
 * @param profile seconds in each phase; empty for runs of a version that kept none
 * @param spec that in the best weights
 * @param evaluation of the best weights on the validation faces
 * @param problem why there is no evaluation
 * @param log the lines of its log
 */
record ReportedRun(
    String label,
    Run run,
    Recipe recipe,
    RunSettings settings,
    LayerTable layers,
    Optional<MetricsTable> metrics,
    Optional<MetricsTable> profile,
    Optional<DetectorSpec> spec,
    Optional<FaceEvaluation> evaluation,
    String problem,
    List<String> log) {
  /** Why a run has no measures before its first epoch is done. */
  static final String NO_WEIGHTS = "the run has no weights yet";

  private static final long MOST_LOG_BYTES = 64L << 20;

  /** Copies the list. */
  ReportedRun {
    log = List.copyOf(log);
  }

  /**
   * {@return the run in a folder, with its best weights measured again}
   *
   * @param notes hears of what was skipped, a line each
   * @throws IOException if it is no run, or its recipe cannot be read
   */
  static ReportedRun read(String label, Path folder, Device device, Consumer<String> notes)
      throws IOException {
    Run run = Run.open(folder);
    RunSettings settings = run.settings();
    if (!Files.isRegularFile(run.best())) {
      return of(label, run, Optional.empty(), NO_WEIGHTS);
    }
    try {
      Optional<Path> exclude =
          Optional.of(settings.exclude()).filter(list -> !list.isEmpty()).map(Path::of);
      FaceEvaluation evaluation =
          EvaluationRun.of(
              run.best(),
              settings.data(),
              exclude,
              EvaluationRun.Part.VALIDATION,
              DetectorOptions.DEFAULT.on(device),
              notes);
      return of(label, run, Optional.of(evaluation), "");
    } catch (IOException | IllegalArgumentException e) {
      return of(label, run, Optional.empty(), "the weights could not be measured: " + line(e));
    }
  }

  /** {@return the run with an evaluation that was made before, or without one} */
  static ReportedRun of(String label, Run run, Optional<FaceEvaluation> evaluation, String problem)
      throws IOException {
    Recipe recipe;
    try {
      recipe = run.recipe();
    } catch (IllegalArgumentException e) {
      throw new IOException(line(e), e);
    }
    Optional<DetectorSpec> spec = spec(run);
    return new ReportedRun(
        label,
        run,
        recipe,
        run.settings(),
        LayerTable.of(spec.isPresent() ? spec.get().graph() : recipe.graph(recipe.ownSchema())),
        numbers(run.metrics(), "epoch"),
        numbers(run.profile(), "epoch"),
        spec,
        evaluation,
        problem,
        log(run));
  }

  /** {@return the numbers in a file; empty where it is absent or has none yet} */
  static Optional<MetricsTable> numbers(Path csv, String key) {
    try {
      return Files.isRegularFile(csv) ? Optional.of(MetricsTable.read(csv, key)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // torn, or the header alone: not recorded yet
    }
  }

  /** {@return the first line of what went wrong} */
  static String line(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }

  /** {@return epochs done} */
  int epochs() {
    return metrics.map(MetricsTable::rows).orElse(0);
  }

  /** {@return the epoch of the smallest validation NME; empty where none was measured} */
  Optional<Integer> bestEpoch() {
    if (metrics.isEmpty()) {
      return Optional.empty();
    }
    double[] nme = metrics.get().column("nme");
    double[] epoch = metrics.get().column("epoch");
    return IntStream.range(0, nme.length)
        .filter(i -> Double.isFinite(nme[i]))
        .boxed()
        .reduce((a, b) -> nme[b] < nme[a] ? b : a)
        .map(i -> (int) epoch[i]);
  }

  /** {@return the last epoch's value of a column of the metrics; NaN where there is none} */
  double last(String column) {
    if (metrics.isEmpty()) {
      return Double.NaN;
    }
    double[] values = metrics.get().column(column);
    return values[values.length - 1];
  }

  /** {@return the sum of a column of the metrics; NaN where there is none} */
  double sum(String column) {
    return metrics.map(m -> Arrays.stream(m.column(column)).sum()).orElse(Double.NaN);
  }

  /**
   * {@return the mean shape's name in tables and plots; empty where an earlier run's measures are
   * the same, so that it is there already}
   *
   * @param runs side by side
   * @param index of the run
   */
  static Optional<String> meanShape(List<ReportedRun> runs, int index) {
    List<String> shown = runs.stream().map(ReportedRun::meanShapeMeasures).toList();
    String own = shown.get(index);
    if (own.isEmpty() || shown.indexOf(own) < index) {
      return Optional.empty();
    }
    boolean same = shown.stream().filter(s -> !s.isEmpty()).distinct().count() == 1;
    return Optional.of(same ? "mean shape" : "mean shape of " + runs.get(index).label());
  }

  private String meanShapeMeasures() {
    return evaluation
        .map(
            e ->
                e.meanShape().normaliser()
                    + e.meanShape().measures().toMap().values().stream()
                        .map(PageNumber::of)
                        .toList())
        .orElse("");
  }

  /** {@return the file's name, without its folders: photographs of the data may lie anywhere} */
  static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private static Optional<DetectorSpec> spec(Run run) {
    try {
      return Files.isRegularFile(run.best())
          ? Optional.of(
              DetectorSpec.of(SafetensorsFile.readMetadata(run.best()), run.best().toString()))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // the evaluation fails for the same reason, and tells it
    }
  }

  private static List<String> log(Run run) throws IOException {
    Path log = run.log();
    if (!Files.isRegularFile(log) || Files.size(log) > MOST_LOG_BYTES) {
      return List.of();
    }
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
  }
}
