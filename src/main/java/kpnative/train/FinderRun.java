package kpnative.train;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import kpnative.files.AppendedFile;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FolderLock;
import kpnative.recipe.FinderRecipe;
import kpnative.recipe.RecipeFile;
import kpnative.text.PlainText;
import kpnative.text.SpecTree;
import kpnative.text.SpecYaml;

/**
 * The folder of a finder's training. An existing one is never overwritten.
 *
 * <pre>
 * config.yaml            the recipe, complete
 * run.yaml               scenes, device and threads
 * metrics.csv            one line per interval of the log
 * weights/best.safetensors, weights/last.safetensors
 * resume/                the states to resume from
 * .lock                  locked by the process that trains
 * log.txt
 * </pre>
 *
 * @param folder exists and belongs to the run
 */
public record FinderRun(Path folder) {
  private static final String HEADER =
      "step,seconds,loss,score,box,marks,lr,samples_per_second,wait\n";

  /**
   * {@return a new run in {@code folder}, which must not exist or be empty}
   *
   * @throws IOException if it is not empty or cannot be written
   */
  public static FinderRun create(Path folder, FinderRecipe recipe, RunSettings settings)
      throws IOException {
    Files.createDirectories(folder);
    try (var inside = Files.newDirectoryStream(folder, file -> !FolderLock.isLock(file))) {
      if (inside.iterator().hasNext()) {
        throw new FileAlreadyExistsException(
            FileNames.text(folder), null, "is not empty, and runs are never overwritten");
      }
    }
    FinderRun run = new FinderRun(folder);
    Files.createDirectories(folder.resolve("weights"));
    Files.createDirectories(run.resume());
    write(run.metrics(), HEADER);
    write(run.config(), recipe.toYaml());
    write(run.settingsFile(), SpecYaml.mapper().writeValueAsString(settings)); // last: complete
    return run;
  }

  /**
   * {@return the run in a folder that {@link #create} made}
   *
   * @throws IOException if the folder holds no run of a finder
   */
  public static FinderRun open(Path folder) throws IOException {
    FinderRun run = new FinderRun(folder);
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
  FolderLock lock() throws IOException {
    return FolderLock.take(folder, "this run is being trained");
  }

  /** {@return the file of the weights with the highest average precision in validation} */
  public Path best() {
    return folder.resolve("weights").resolve("best.safetensors");
  }

  /** {@return {@link #best}, or {@link #last} before the first validation} */
  public Path bestSoFar() {
    return Files.exists(best()) ? best() : last();
  }

  /** {@return the file of the newest weights} */
  public Path last() {
    return folder.resolve("weights").resolve("last.safetensors");
  }

  /** {@return the folder of the states to resume from} */
  Path resume() {
    return folder.resolve("resume");
  }

  private Path config() {
    return folder.resolve("config.yaml");
  }

  private Path settingsFile() {
    return folder.resolve("run.yaml");
  }

  private Path metrics() {
    return folder.resolve("metrics.csv");
  }

  /** {@return the recipe} */
  public FinderRecipe recipe() throws IOException {
    try {
      return FinderRecipe.parse(RecipeFile.text(config(), "recipe"), FileNames.text(config()));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** {@return scenes, device and threads} */
  public RunSettings settings() throws IOException {
    try {
      return SpecTree.read(RecipeFile.text(settingsFile(), "run"), FileNames.text(settingsFile()))
          .as(RunSettings.class);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Adds a line to the log. */
  void log(String line) throws IOException {
    AppendedFile.append(folder.resolve("log.txt"), PlainText.line(line));
  }

  /** Adds a line to the metrics. */
  void append(String line) throws IOException {
    AppendedFile.append(metrics(), line);
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
