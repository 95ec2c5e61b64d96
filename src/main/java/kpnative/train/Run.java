package kpnative.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.codec.ShapePca;
import kpnative.files.AppendedFile;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FolderLock;
import kpnative.files.InputFile;
import kpnative.recipe.Recipe;
import kpnative.recipe.RecipeFile;
import kpnative.recipe.Recipes;
import kpnative.text.SpecTree;
import kpnative.text.SpecYaml;

/**
 * A run's folder. An existing one is never overwritten.
 *
 * <pre>
 * config.yaml            the recipe, complete
 * run.yaml               data, device and threads
 * data.txt               fingerprint of the data
 * metrics.csv            one line per epoch
 * pca.csv                the variance that the components of the training shapes explain, for a PCA head
 * profile.csv            where the time went, one line per epoch or stopped part of one
 * weights/best.safetensors, weights/last.safetensors
 * resume/                the states to resume from
 * .lock                  locked by the process that trains
 * validation.png, report.html, log.txt
 * </pre>
 *
 * @param folder exists and belongs to the run
 */
public record Run(Path folder) {
  private static final int MOST_BYTES = 256 * 1024; // of a recipe, as RecipeFile
  private static final int MOST_METRICS = 64 << 20; // as MetricsTable
  private static final int MOST_RUNS = 100_000;
  private static final int MOST_COMPONENTS = 40; // listed in pca.csv

  /**
   * {@return a new run in {@code folder}, which must not exist or be empty}
   *
   * @throws IOException if it is not empty or cannot be written
   */
  public static Run create(Path folder, Recipe recipe, RunSettings settings) throws IOException {
    try {
      Files.createDirectories(folder);
      refuseContent(folder); // before anything is written beside somebody's files
      try (FolderLock lock = lock(folder)) {
        refuseContent(folder); // of two that begin at once, one finds the other's
        return new Run(folder).begin(recipe, settings);
      }
    } catch (FileAlreadyExistsException e) {
      throw new IOException(
          FileNames.text(folder)
              + ": exists and is not an empty folder; runs are never overwritten, choose another"
              + " --out",
          e);
    } catch (FileSystemException e) {
      throw new IOException(
          FileNames.text(folder) + ": cannot write the run's folder (" + reason(e) + ")", e);
    }
  }

  private static void refuseContent(Path folder) throws IOException {
    try (var inside = Files.newDirectoryStream(folder, file -> !FolderLock.isLock(file))) {
      if (inside.iterator().hasNext()) {
        throw new FileAlreadyExistsException(
            FileNames.text(folder), null, "is not empty, and runs are never overwritten");
      }
    }
  }

  /** {@return a new run in {@code parent/NAME-N} with the smallest free N} */
  public static Run createIn(Path parent, Recipe recipe, RunSettings settings) throws IOException {
    String name = recipe.name().replaceAll("[^A-Za-z0-9._-]+", "-");
    try {
      Files.createDirectories(parent);
      for (int n = 1; n < MOST_RUNS; n++) {
        Path folder = FileNames.in(parent, name + "-" + n);
        try {
          Files.createDirectory(folder); // fails if another process has just taken it
          return new Run(folder).begin(recipe, settings);
        } catch (FileAlreadyExistsException taken) {
          // the next number
        }
      }
    } catch (FileSystemException e) {
      throw new IOException(
          FileNames.text(parent) + ": cannot write a run's folder (" + reason(e) + ")", e);
    }
    throw new IOException(FileNames.text(parent) + ": holds " + MOST_RUNS + " runs of " + name);
  }

  /**
   * {@return the run in a folder that {@link #create} made}
   *
   * @throws IOException if the folder holds no run
   */
  public static Run open(Path folder) throws IOException {
    Run run = new Run(folder);
    if (!Files.isRegularFile(run.config()) || !Files.isRegularFile(run.settingsFile())) {
      throw new IOException(
          FileNames.text(folder)
              + ": is not a run of kp-native (it needs config.yaml and run.yaml)");
    }
    return run;
  }

  /**
   * {@return the right to train in this folder, which one process at a time has}
   *
   * @throws IOException if another training has it, or the folder cannot be written
   */
  public FolderLock lock() throws IOException {
    return lock(folder);
  }

  private static FolderLock lock(Path folder) throws IOException {
    return FolderLock.take(folder, "this run is being trained");
  }

  private Run begin(Recipe recipe, RunSettings settings) throws IOException {
    Files.createDirectories(weights());
    Files.createDirectories(resume());
    write(metrics(), EpochMetrics.HEADER + "\n");
    write(config(), recipe.toYaml());
    // written last: where this file exists, the run's folder is complete, whenever a process was
    // killed
    write(settingsFile(), SpecYaml.mapper().writeValueAsString(settings));
    return this;
  }

  /** {@return the file of the resolved recipe} */
  public Path config() {
    return folder.resolve("config.yaml");
  }

  /** {@return the file of data, device and threads} */
  public Path settingsFile() {
    return folder.resolve("run.yaml");
  }

  /** {@return the file with the fingerprint of the data that the run started with} */
  public Path data() {
    return folder.resolve("data.txt");
  }

  /** {@return the file of metrics: a header, then one line per epoch} */
  public Path metrics() {
    return folder.resolve("metrics.csv");
  }

  /**
   * {@return the file of seconds in each phase of the training: a header, then one line for each
   * epoch, or part of one, that a process ran, including work that was lost when it was killed}
   */
  public Path profile() {
    return folder.resolve("profile.csv");
  }

  /**
   * {@return the file of the training shapes' components: a header, then one line per component
   * with its fraction of the variance}
   */
  public Path pca() {
    return folder.resolve("pca.csv");
  }

  /** {@return the folder of {@code best.safetensors} and {@code last.safetensors}} */
  public Path weights() {
    return folder.resolve("weights");
  }

  /** {@return the file of the weights with the lowest validation NME} */
  public Path best() {
    return weights().resolve("best.safetensors");
  }

  /** {@return the file of the newest weights} */
  public Path last() {
    return weights().resolve("last.safetensors");
  }

  /** {@return the folder of the states to resume from} */
  public Path resume() {
    return folder.resolve("resume");
  }

  /** {@return the log: what was run, with which versions, on which hardware} */
  public Path log() {
    return folder.resolve("log.txt");
  }

  /**
   * {@return the settings}
   *
   * @throws IOException if {@code run.yaml} cannot be read or is not what {@link #create} wrote
   */
  public RunSettings settings() throws IOException {
    Path file = settingsFile();
    try {
      return SpecTree.read(RecipeFile.text(file, "run"), FileNames.text(file))
          .as(RunSettings.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** {@return the recipe} */
  public Recipe recipe() throws IOException {
    return Recipes.parse(RecipeFile.text(config(), "recipe"), FileNames.text(config()));
  }

  /** {@return whether the training has finished; if not, it can be resumed} */
  public boolean finished() throws IOException {
    return Files.isDirectory(resume()) && Checkpoint.isDone(resume());
  }

  /**
   * Compares the data's fingerprint with that of the data the run started with, or records it in a
   * new run.
   *
   * @return the recorded fingerprint, if it differs
   */
  Optional<String> began(String fingerprint) throws IOException {
    if (!Files.exists(data())) { // a new run, or one that an older version created
      write(data(), fingerprint + "\n");
      return Optional.empty();
    }
    return Optional.of(InputFile.text(data(), "a fingerprint", MOST_BYTES).strip())
        .filter(then -> !then.equals(fingerprint));
  }

  /** Adds a line to the log. */
  void log(String line) throws IOException {
    AppendedFile.append(log(), line);
  }

  void append(EpochMetrics epoch) throws IOException {
    AppendedFile.append(metrics(), epoch.toCsv());
  }

  void write(ShapePca shapes) throws IOException {
    StringBuilder csv = new StringBuilder("component,share,cumulative\n");
    double sum = 0;
    for (int c = 0; c < Math.min(MOST_COMPONENTS, shapes.count()); c++) {
      sum += shapes.shares()[c];
      csv.append(String.format(Locale.ROOT, "%d,%.6g,%.6g\n", c + 1, shapes.shares()[c], sum));
    }
    write(pca(), csv.toString());
  }

  void append(StepProfile latest, int epoch) throws IOException {
    if (!Files.exists(profile(), LinkOption.NOFOLLOW_LINKS)) {
      AppendedFile.append(profile(), StepProfile.csvHeader());
    }
    AppendedFile.append(profile(), latest.toCsv(epoch));
  }

  /**
   * Drops the lines of epochs after {@code epochs}, which a resumed training writes again, and
   * incomplete lines.
   */
  void keepMetrics(int epochs) throws IOException {
    int columns = EpochMetrics.HEADER.split(",").length;
    List<String> kept = new ArrayList<>(List.of(EpochMetrics.HEADER));
    for (String line : InputFile.lines(metrics(), "metrics", MOST_METRICS)) {
      String[] cells = line.split(",");
      if (cells.length == columns
          && cells[0].matches("\\d{1,9}")
          && Integer.parseInt(cells[0]) <= epochs) {
        kept.add(line);
      }
    }
    write(metrics(), String.join("\n", kept) + "\n");
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static String reason(FileSystemException e) {
    return e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
  }
}
