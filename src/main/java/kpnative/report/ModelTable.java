package kpnative.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kpnative.data.read.DataTitle;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.Measures;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
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
 * Trained recipes in a Markdown table: size, data, cost, and the errors of the best weights on the
 * validation faces, those of the mean shape in brackets.
 */
public final class ModelTable {
  private static final int MOST_LOG_BYTES = 64 << 20;
  private static final int DEEPEST = 4; // levels below the given folders
  private static final String HEADER =
      "| run | recipe | input | parameters | multiply-adds | data | epochs | minutes | images/s |"
          + " NME | FR@8 | contest MAE | MSE |\n"
          + "|---|---|---|---:|---:|---|---:|---:|---:|---:|---:|---:|---:|\n";

  private ModelTable() {}

  /**
   * Replaces {@code markdown} by the table of all runs that have weights.
   *
   * @param named folders of runs, and folders that contain runs, such as a sweep's
   * @param device the device that runs the networks
   * @param notes receives one line for each run left out and each skipped item
   * @throws IOException if a file cannot be read or written, or there is no run with weights
   */
  public static void write(List<Path> named, Path markdown, Device device, Consumer<String> notes)
      throws IOException {
    List<String> rows = new ArrayList<>();
    Set<String> machines = new LinkedHashSet<>();
    for (Run run : runs(named)) {
      if (!Files.exists(run.best())) {
        notes.accept(FileNames.text(run.folder()) + ": has no weights yet, left out");
        continue;
      }
      rows.add(row(run, device, notes));
      machines.add(machine(run));
    }
    if (rows.isEmpty()) {
      throw new IOException(
          "no run with weights in "
              + String.join(", ", named.stream().map(FileNames::text).toList()));
    }
    String text =
        "# Models\n\n"
            + "Best weights on the validation faces of each run's own split; the mean shape's"
            + " measures in brackets.\n"
            + "NME in percent: inter-ocular, or by the box's size where the schema has no eyes;"
            + " minutes are of training with validation.\n\n"
            + HEADER
            + String.join("", rows)
            + "\nTrained on: "
            + String.join("; ", machines)
            + ". Written by `models`.\n";
    AtomicFile.write(markdown, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<Run> runs(List<Path> named) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Path folder : named) {
      if (!Files.isDirectory(folder)) {
        throw new IOException(FileNames.text(folder) + ": expected a run's folder, got no folder");
      }
      try (Stream<Path> below = Files.walk(folder, DEEPEST)) {
        below
            .filter(Files::isDirectory)
            .map(Run::new)
            .filter(run -> Files.isRegularFile(run.settingsFile()))
            .filter(run -> Files.isRegularFile(run.config()))
            .filter(run -> !FileNames.text(run.folder()).matches(".*\\.failed-\\d+"))
            .sorted((a, b) -> a.folder().compareTo(b.folder()))
            .forEach(runs::add);
      }
    }
    return runs;
  }

  private static String row(Run run, Device device, Consumer<String> notes) throws IOException {
    Recipe recipe = run.recipe();
    RunSettings settings = run.settings();
    MetricsTable metrics = MetricsTable.read(run.metrics());
    DetectorSpec spec =
        DetectorSpec.of(SafetensorsFile.readMetadata(run.best()), FileNames.text(run.best()));
    LayerTable layers = LayerTable.of(spec.graph());
    FaceEvaluation measured = BestWeights.evaluation(run, device, notes);
    Measures ours = measured.detector().measures();
    Measures mean = measured.meanShape().measures();
    double seconds = Arrays.stream(metrics.column("seconds")).sum();
    double speed = Arrays.stream(metrics.column("images_per_s")).average().orElse(Double.NaN);
    return Stream.of(
            FileTree.nameOf(run.folder().toAbsolutePath().normalize()).replace("|", "\\|"),
            recipe.name(),
            recipe.input().height() + " x " + recipe.input().width(),
            String.format(Locale.ROOT, "%,d", layers.parameters()),
            String.format(Locale.ROOT, "%.1f M", layers.multiplyAdds() / 1e6),
            data(settings) + ", " + ours.n() + " to validate",
            Integer.toString(metrics.column("epoch").length),
            String.format(Locale.ROOT, "%.1f", seconds / 60),
            String.format(Locale.ROOT, "%.0f", speed),
            beside(percent(nme(ours)), percent(nme(mean))),
            beside(percent(ours.fr08()), percent(mean.fr08())),
            beside(pixels(ours), pixels(mean)),
            beside(squared(ours), squared(mean)))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** The last parts of the data's paths, such as {@code helen/trainset}. */
  static String data(RunSettings settings) {
    if (settings.data().isEmpty()) {
      return "synthetic";
    }
    return settings.data().stream().map(DataTitle::of).collect(Collectors.joining(", "));
  }

  private static OptionalDouble nme(Measures m) {
    return m.nmeInterocular().isPresent() ? m.nmeInterocular() : OptionalDouble.of(m.nmeBox());
  }

  private static String beside(String ours, String mean) {
    return ours.isEmpty() ? "" : ours + " (" + mean + ")";
  }

  private static String percent(OptionalDouble fraction) {
    return fraction.isEmpty() || Double.isNaN(fraction.getAsDouble())
        ? ""
        : String.format(Locale.ROOT, "%.2f", 100 * fraction.getAsDouble());
  }

  private static String pixels(Measures m) {
    return String.format(Locale.ROOT, "%.2f px", m.contestMaePx());
  }

  private static String squared(Measures m) {
    return String.format(Locale.ROOT, "%.2e", m.mse());
  }

  /** Where the run was trained, from its log: processor, device and threads. */
  private static String machine(Run run) throws IOException {
    if (!Files.exists(run.log())) {
      return "an unknown machine";
    }
    List<String> lines = InputFile.lines(run.log(), "a log", MOST_LOG_BYTES);
    return lines.stream()
        .filter(l -> l.contains("logical cores") || l.startsWith("device "))
        .map(l -> l.replaceFirst(", seed \\d+$", ""))
        .distinct()
        .limit(2)
        .collect(Collectors.joining(", "));
  }
}
