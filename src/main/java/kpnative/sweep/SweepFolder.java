package kpnative.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import kpnative.files.AtomicFile;
import kpnative.recipe.RecipeFile;
import kpnative.recipe.RecipeTree;
import kpnative.text.SpecMapper;
import kpnative.text.SpecYaml;
import kpnative.train.Run;
import kpnative.train.RunSettings;

/**
 * A sweep's folder. An existing one is never overwritten; {@code NN} counts the runs from 01.
 *
 * <pre>
 * sweep.yaml             the sweep, and on what it is run
 * recipes/NN-LABEL.yaml  each run's recipe, complete
 * runs/NN-LABEL/         a {@link Run}'s folder
 * logs/NN-LABEL.txt      what its processes printed
 * logs/NN-LABEL.failed   only there if it failed: why
 * logs/NN-LABEL.pid      only there while a process works at it
 * sweep.csv, sweep.md, sweep.html, curves.png
 * </pre>
 *
 * @param folder exists and is ours
 * @param sweep what is run
 * @param settings on what; its threads are those of one run
 */
public record SweepFolder(Path folder, Sweep sweep, RunSettings settings) {
  private static final String FILE = "sweep.yaml";
  private static final String SETTINGS = "settings";
  private static final int MOST_FOLDERS = 100_000;

  /**
   * {@return a new sweep in {@code folder}, which must not exist or be empty}
   *
   * @throws IOException if it holds something, or cannot be written
   */
  public static SweepFolder create(Path folder, Sweep sweep, RunSettings settings)
      throws IOException {
    Files.createDirectories(folder);
    try (var inside = Files.newDirectoryStream(folder)) {
      if (inside.iterator().hasNext()) {
        throw new IOException(
            folder + ": is not empty; sweeps are never overwritten, give another --out");
      }
    }
    return new SweepFolder(folder, sweep, settings).begin();
  }

  /** {@return a new sweep in {@code parent/NAME-N} with the smallest N that is free} */
  public static SweepFolder createIn(Path parent, Sweep sweep, RunSettings settings)
      throws IOException {
    Files.createDirectories(parent);
    for (int n = 1; n < MOST_FOLDERS; n++) {
      Path folder = parent.resolve(sweep.name() + "-" + n);
      try {
        Files.createDirectory(folder);
        return new SweepFolder(folder, sweep, settings).begin();
      } catch (FileAlreadyExistsException taken) {
        // the next number
      }
    }
    throw new IOException(parent + ": holds " + MOST_FOLDERS + " sweeps of " + sweep.name());
  }

  /**
   * {@return the sweep in a folder that {@link #create} made}
   *
   * @throws IOException if it is none
   */
  public static SweepFolder open(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new IOException(folder + ": is not a sweep of kp-native (it needs " + FILE + ")");
    }
    try {
      ObjectNode tree = RecipeTree.read(RecipeFile.text(file, "sweep"), file.toString()).root();
      JsonNode settings = tree.remove(SETTINGS);
      if (settings == null) {
        throw new IllegalArgumentException(file + ": " + SETTINGS + " is missing");
      }
      return new SweepFolder(
          folder,
          SpecMapper.fromTree(tree, Sweep.class),
          SpecMapper.fromTree(settings, RunSettings.class));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + ": not a sweep: " + e.getMessage(), e);
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
    // the last one: whoever finds it finds a whole sweep
    write(folder.resolve(FILE), SpecYaml.mapper().writeValueAsString(tree));
    return this;
  }

  /** {@return the folder of a run, whether it is there yet or not} */
  public Path run(int index) {
    return folder.resolve("runs").resolve(name(index));
  }

  /** {@return a run's recipe} */
  public Path recipe(int index) {
    return folder.resolve("recipes").resolve(name(index) + ".yaml");
  }

  /** {@return what a run's processes printed; there once it was begun} */
  public Path log(int index) {
    return log(index, "txt");
  }

  /** {@return where a run stands, by its files} */
  public SweepState state(int index) throws IOException {
    Path failed = log(index, "failed");
    if (Files.exists(failed)) {
      return new SweepState(SweepState.Kind.FAILED, Files.readString(failed).strip());
    }
    Run run = new Run(run(index));
    if (!Files.isRegularFile(run.settingsFile())) {
      return SweepState.of(SweepState.Kind.WAITING);
    }
    return SweepState.of(run.finished() ? SweepState.Kind.DONE : SweepState.Kind.STOPPED);
  }

  /** Remembers that a run failed. */
  void fail(int index, String reason) throws IOException {
    write(log(index, "failed"), reason.lines().findFirst().orElse("") + "\n");
  }

  /**
   * Clears the way for a run: what one that failed left is moved aside, to {@code
   * NN-LABEL.failed-N}, and so is a folder in which no training was begun.
   *
   * @return whether there is a training to be resumed
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

  /** {@return the file that names the process at work} */
  Path pid(int index) {
    return log(index, "pid");
  }

  /**
   * Refuses to go on while a process of a sweep that was killed still trains a run: two at one
   * folder would spoil it.
   */
  void refuseOrphan(int index) throws IOException {
    Path pid = pid(index);
    if (!Files.exists(pid)) {
      return;
    }
    String number = Files.readString(pid).strip();
    boolean lives =
        number.matches("\\d{1,18}")
            && ProcessHandle.of(Long.parseLong(number))
                .flatMap(p -> p.info().command())
                .filter(c -> c.contains("java"))
                .isPresent();
    if (lives) {
      throw new IOException(
          run(index) + ": process " + number + " of an earlier sweep still trains it");
    }
    Files.delete(pid);
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
