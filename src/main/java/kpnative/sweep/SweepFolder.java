package kpnative.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;
import kpnative.files.FolderLock;
import kpnative.files.InputFile;
import kpnative.recipe.RecipeFile;
import kpnative.text.SpecMapper;
import kpnative.text.SpecTree;
import kpnative.text.SpecYaml;
import kpnative.train.Run;
import kpnative.train.RunSettings;

/**
 * A sweep's folder. An existing one is never overwritten; {@code NN} is the number of a run, from
 * 01.
 *
 * <pre>
 * sweep.yaml             the sweep, and its data, device and threads
 * recipes/NN-LABEL.yaml  each run's recipe, complete
 * runs/NN-LABEL/         a {@link Run}'s folder
 * logs/NN-LABEL.txt      the output of its processes
 * logs/NN-LABEL.failed   only if the run failed: the reason
 * sweep.csv, sweep.md, sweep.html
 * .lock                  locked by the process that runs the sweep
 * </pre>
 *
 * @param folder exists and belongs to the sweep
 * @param sweep the sweep
 * @param settings data, device and threads of each run
 */
public record SweepFolder(Path folder, Sweep sweep, RunSettings settings) {
  private static final String FILE = "sweep.yaml";
  private static final String SETTINGS = "settings";
  private static final int MOST_BYTES = 1 << 16; // of the files with one line
  private static final int MOST_FOLDERS = 100_000;

  /**
   * {@return a new sweep in {@code folder}, which must not exist or be empty}
   *
   * @throws IOException if it is not empty or cannot be written
   */
  public static SweepFolder create(Path folder, Sweep sweep, RunSettings settings)
      throws IOException {
    Files.createDirectories(folder);
    refuseContent(folder); // before anything is written beside somebody's files
    try (FolderLock lock = lock(folder)) {
      refuseContent(folder); // of two that begin at once, one finds the other's
      return new SweepFolder(folder, sweep, settings).begin();
    }
  }

  private static void refuseContent(Path folder) throws IOException {
    try (var inside = Files.newDirectoryStream(folder, file -> !FolderLock.isLock(file))) {
      if (inside.iterator().hasNext()) {
        throw new IOException(
            FileNames.text(folder)
                + ": is not empty; sweeps are never overwritten, choose another --out");
      }
    }
  }

  /**
   * {@return the right to run this sweep, which one process at a time has}
   *
   * @throws IOException if another process has it, or the folder cannot be written
   */
  FolderLock lock() throws IOException {
    return lock(folder);
  }

  private static FolderLock lock(Path folder) throws IOException {
    return FolderLock.take(folder, "this sweep is being run");
  }

  /** {@return a new sweep in {@code parent/NAME-N} with the smallest free N} */
  public static SweepFolder createIn(Path parent, Sweep sweep, RunSettings settings)
      throws IOException {
    Files.createDirectories(parent);
    for (int n = 1; n < MOST_FOLDERS; n++) {
      Path folder = FileNames.in(parent, sweep.name() + "-" + n);
      try {
        Files.createDirectory(folder);
        return new SweepFolder(folder, sweep, settings).begin();
      } catch (FileAlreadyExistsException taken) {
        // the next number
      }
    }
    throw new IOException(
        FileNames.text(parent) + ": holds " + MOST_FOLDERS + " sweeps of " + sweep.name());
  }

  /**
   * {@return the sweep in a folder that {@link #create} made}
   *
   * @throws IOException if the folder holds no sweep
   */
  public static SweepFolder open(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          FileNames.text(folder) + ": is not a sweep of kp-native (it needs " + FILE + ")");
    }
    try {
      SpecTree tree = SpecTree.read(RecipeFile.text(file, "sweep"), FileNames.text(file));
      RunSettings settings = tree.as(SETTINGS, RunSettings.class);
      tree.root().remove(SETTINGS);
      return new SweepFolder(folder, tree.as(Sweep.class), settings);
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private SweepFolder begin() throws IOException {
    for (String part : new String[] {"recipes", "runs", "logs"}) {
      Files.createDirectories(folder.resolve(part));
    }
    for (int i = 0; i < sweep.runs().size(); i++) {
      write(recipe(i), sweep.runs().get(i).load().absolute().toYaml());
    }
    ObjectNode tree = (ObjectNode) SpecMapper.toTree(sweep);
    tree.set(SETTINGS, SpecMapper.toTree(settings));
    // written last: where this file exists, the sweep's folder is complete
    write(folder.resolve(FILE), SpecYaml.mapper().writeValueAsString(tree));
    return this;
  }

  /** {@return the folder of a run, which may not exist yet} */
  public Path run(int index) {
    return folder.resolve("runs").resolve(name(index));
  }

  /** {@return the file of a run's recipe} */
  public Path recipe(int index) {
    return folder.resolve("recipes").resolve(name(index) + ".yaml");
  }

  /** {@return the file with the output of a run's processes; it exists once the run has started} */
  public Path log(int index) {
    return log(index, "txt");
  }

  /** {@return the state of a run, as its files show it; failed if they cannot be read} */
  public SweepState state(int index) {
    try {
      Path failed = log(index, "failed");
      if (Files.exists(failed)) {
        return new SweepState(
            SweepState.Kind.FAILED, InputFile.text(failed, "a message", MOST_BYTES).strip());
      }
      Run run = new Run(run(index));
      if (!Files.isRegularFile(run.settingsFile())) {
        return SweepState.of(SweepState.Kind.WAITING);
      }
      return SweepState.of(run.finished() ? SweepState.Kind.DONE : SweepState.Kind.STOPPED);
    } catch (IOException | IllegalArgumentException e) {
      return new SweepState(SweepState.Kind.FAILED, line(String.valueOf(e.getMessage())));
    }
  }

  /** Records that a run failed. */
  void fail(int index, String reason) throws IOException {
    write(log(index, "failed"), line(reason) + "\n");
  }

  /**
   * Prepares the folder of a run: one that a failed run left, or in which no training started, is
   * renamed to {@code NN-LABEL.failed-N}.
   *
   * @return whether there is a training to resume
   */
  boolean prepare(int index) throws IOException {
    boolean stopped = state(index).kind() == SweepState.Kind.STOPPED;
    Path run = run(index);
    if (!stopped && Files.exists(run)) {
      int n = 1;
      while (Files.exists(run.resolveSibling(name(index) + ".failed-" + n))) {
        n++;
      }
      Files.move(run, run.resolveSibling(name(index) + ".failed-" + n));
    }
    Files.deleteIfExists(log(index, "failed"));
    return stopped;
  }

  /**
   * Refuses to continue while a process that a killed sweep left behind still trains a run.
   *
   * @throws IOException if so; the message names the process
   */
  void refuseOrphan(int index) throws IOException {
    if (state(index).kind() != SweepState.Kind.DONE && Files.isDirectory(run(index))) {
      new Run(run(index)).lock().close();
    }
  }

  private static String line(String message) {
    return message.strip().lines().findFirst().orElse("");
  }

  private Path log(int index, String extension) {
    return folder.resolve("logs").resolve(name(index) + "." + extension);
  }

  private String name(int index) {
    String label = sweep.runs().get(index).label().replaceAll("[^A-Za-z0-9._+=]+", "-");
    return String.format(Locale.ROOT, "%02d-%s", index + 1, label);
  }

  private static void write(Path file, String text) throws IOException {
    AtomicFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
