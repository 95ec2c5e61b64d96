package kpnative.sweep;

import java.io.IOException;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.data.Dataset;
import kpnative.recipe.Recipe;
import kpnative.recipe.RecipeSpelling;
import kpnative.text.SpecTree;
import kpnative.train.RunSettings;
import kpnative.train.TrainingFaces;

/**
 * Trainings to compare: every combination of some values, or a list of runs. Immutable, validated
 * on construction; {@link #check} validates it against data. {@link Sweeps} loads sweeps.
 *
 * @param name the name of its file or of its recipe
 * @param description one line, for lists
 * @param recipe of all runs that do not name another
 * @param axes the keys that differ between runs, each with its values in order, as text; {@code
 *     recipe} is one of them if the recipe itself differs
 * @param runs in order, 1 to 1,000, with unique labels
 * @param reference numbers to compare with
 */
public record Sweep(
    String name,
    String description,
    String recipe,
    Map<String, List<String>> axes,
    List<SweepRun> runs,
    SweepReference reference) {
  /** A larger grid is most likely a typing mistake. */
  static final int MOST_RUNS = 1000;

  /** Rejects too few or too many runs and duplicate labels, and copies the collections. */
  public Sweep {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          "a sweep's name must consist of at most 64 letters, digits, '.', '_' and '-', got '"
              + SpecTree.shortened(name)
              + "'");
    }
    Map<String, List<String>> copy = new LinkedHashMap<>();
    axes.forEach((key, values) -> copy.put(key, List.copyOf(values)));
    axes = Collections.unmodifiableMap(copy);
    runs = List.copyOf(runs);
    if (runs.isEmpty() || runs.size() > MOST_RUNS) {
      throw new IllegalArgumentException(
          "a sweep must have 1 to " + MOST_RUNS + " runs, got " + runs.size());
    }
    Set<String> labels = new HashSet<>();
    for (SweepRun run : runs) {
      if (!labels.add(run.label())) {
        throw new IllegalArgumentException(
            "label '" + run.label() + "' appears twice in the sweep");
      }
    }
    for (String label :
        reference.columns().values().stream().flatMap(c -> c.keySet().stream()).toList()) {
      if (!labels.contains(label)) {
        throw new IllegalArgumentException(
            "reference names '"
                + SpecTree.shortened(label)
                + "', but the runs are "
                + labels(runs)
                + RecipeSpelling.hint(label, labels, ""));
      }
    }
  }

  private static Collection<String> labels(List<SweepRun> runs) {
    return runs.stream().map(SweepRun::label).toList();
  }

  /**
   * Checks every recipe against the data, before hours are spent on the first run.
   *
   * @param settings the data, and the photographs to leave out
   * @param notes receives one line for each item that is skipped
   * @throws IOException if data cannot be read
   * @throws IllegalArgumentException if a recipe is invalid or does not fit the data; the message
   *     names the run's label
   */
  public void check(RunSettings settings, Consumer<String> notes) throws IOException {
    Map<List<Object>, Dataset> read =
        new HashMap<>(); // by the settings of a recipe that determine the faces
    for (SweepRun run : runs) {
      try {
        Recipe recipe = run.load();
        List<Object> key =
            settings.data().isEmpty()
                ? List.of(recipe.schema(), recipe.data().synthetic(), recipe.train().seed())
                : List.of();
        Dataset faces = read.get(key);
        if (faces == null) {
          faces = recipe.read(settings.data(), settings.excludeList(), notes);
          read.put(key, faces);
        }
        TrainingFaces.check(recipe, faces.schema());
        recipe.graph(faces.schema());
        recipe.data().split().apply(faces, recipe.train().seed());
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("run '" + run.label() + "': " + e.getMessage(), e);
      }
    }
  }
}
