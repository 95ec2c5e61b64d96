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
import kpnative.files.FileNames;
import kpnative.files.InputFile;
import kpnative.infer.DetectorSpec;
import kpnative.natives.Device;
import kpnative.network.LayerTable;
import kpnative.predict.BestWeights;
import kpnative.recipe.Recipe;
import kpnative.train.MetricsTable;
import kpnative.train.Run;
import kpnative.train.RunSettings;
import kpnative.weights.SafetensorsFile;

/**
 * The contents of a run's folder for a report. Parts that are missing or unreadable are empty;
 * {@code problem} says why there is no evaluation.
 *
 * @param label the run's name in tables and plots
 * @param run the run's folder
 * @param recipe the run's recipe
 * @param settings data, device and threads
 * @param layers layers of the network, for the keypoints of the weights; without weights, for those
 *     of the recipe's schema
 * @param metrics one row per epoch; empty until the first epoch has finished
 * @param profile seconds in each phase; empty if the run's version did not record them
 * @param spec the detector spec in the best weights
 * @param evaluation evaluation of the best weights on the validation faces
 * @param problem why there is no evaluation; empty if there is one
 * @param log the lines of the run's log
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
  /** Why a run has no evaluation until its first epoch has finished. */
  static final String NO_WEIGHTS = "the run has no weights yet";

  /** Why a run of a sweep under way has none. */
  static final String UNDER_WAY = "the weights are measured when the sweep has ended";

  private static final int MOST_LOG_BYTES = 64 << 20;

  /** Copies the list. */
  ReportedRun {
    log = List.copyOf(log);
  }

  /**
   * {@return the run in a folder, with its best weights measured again}
   *
   * @param notes receives one line for each skipped item
   * @throws IOException if the folder is not a run, or its recipe cannot be read
   */
  static ReportedRun read(String label, Path folder, Device device, Consumer<String> notes)
      throws IOException {
    Run run = Run.open(folder);
    run.settings(); // a folder without settings is not a run, even if it has weights
    if (!Files.isRegularFile(run.best())) {
      return of(label, run, Optional.empty(), NO_WEIGHTS);
    }
    try {
      FaceEvaluation evaluation = BestWeights.evaluation(run, device, notes);
      return of(label, run, Optional.of(evaluation), "");
    } catch (IOException | IllegalArgumentException e) {
      return of(label, run, Optional.empty(), "the weights could not be measured: " + line(e));
    }
  }

  /** {@return the run with an existing evaluation, or without one} */
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

  /** {@return the table in a file; empty if the file is absent or has no row yet} */
  static Optional<MetricsTable> numbers(Path csv, String key) {
    try {
      return Files.isRegularFile(csv) ? Optional.of(MetricsTable.read(csv, key)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // partly written, or only a header: not recorded yet
    }
  }

  /** {@return the first line of the exception's message} */
  static String line(Exception e) {
    String message = e.getMessage();
    return message == null || message.isBlank()
        ? e.getClass().getSimpleName()
        : message.strip().lines().findFirst().orElse("");
  }

  /** {@return the number of finished epochs} */
  int epochs() {
    return metrics.map(MetricsTable::rows).orElse(0);
  }

  /** {@return the epoch of the smallest validation NME; empty if none was measured} */
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

  /** {@return the last epoch's value of a metrics column; NaN if there is none} */
  double last(String column) {
    if (metrics.isEmpty()) {
      return Double.NaN;
    }
    double[] values = metrics.get().column(column);
    return values[values.length - 1];
  }

  /**
   * {@return the NME of the best weights, by their evaluation's normaliser; without an evaluation
   * the lowest of the epochs; NaN if no epoch has finished}
   */
  double error() {
    return evaluation.map(e -> e.detector().meanError()).orElseGet(() -> least("nme"));
  }

  /** {@return the mean shape's NME, as {@link #error}} */
  double meanShapeError() {
    return evaluation.map(e -> e.meanShape().meanError()).orElseGet(() -> least("mean_shape_nme"));
  }

  /** {@return what to say of a model that is no better than the mean shape; empty if it is} */
  Optional<String> worseThanMeanShape() {
    if (evaluation.isPresent()) {
      return evaluation.get().worseThanMeanShape();
    }
    return error() >= meanShapeError()
        ? Optional.of(
            "not yet better than the mean shape: NME "
                + PageNumber.percent(error())
                + ", the mean shape's "
                + PageNumber.percent(meanShapeError()))
        : Optional.empty();
  }

  private double least(String column) {
    return metrics.stream()
        .flatMapToDouble(m -> Arrays.stream(m.column(column)))
        .filter(Double::isFinite)
        .min()
        .orElse(Double.NaN);
  }

  /** {@return the sum of a metrics column; NaN if there is none} */
  double sum(String column) {
    return metrics.map(m -> Arrays.stream(m.column(column)).sum()).orElse(Double.NaN);
  }

  /**
   * {@return the mean shape's name in tables and plots; empty if an earlier run's mean shape has
   * the same measures and is already shown}
   *
   * @param runs the runs shown together
   * @param index the run's index among them
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

  /** {@return the file's name without its folders, which are private to the machine} */
  static String fileName(String path) {
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  private static Optional<DetectorSpec> spec(Run run) {
    try {
      return Files.isRegularFile(run.best())
          ? Optional.of(
              DetectorSpec.of(SafetensorsFile.readMetadata(run.best()), FileNames.text(run.best())))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty(); // the evaluation fails for the same reason and reports it
    }
  }

  private static List<String> log(Run run) throws IOException {
    Path log = run.log();
    if (!Files.isRegularFile(log) || Files.size(log) > MOST_LOG_BYTES) {
      return List.of();
    }
    return new String(InputFile.bytes(log, "a log", MOST_LOG_BYTES), StandardCharsets.UTF_8)
        .lines()
        .toList();
  }
}
