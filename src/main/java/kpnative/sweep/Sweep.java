package kpnative.sweep;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.data.Dataset;
import kpnative.recipe.Recipe;
import kpnative.recipe.RecipeSpelling;
import kpnative.recipe.RecipeTree;
import kpnative.train.RunSettings;
import kpnative.train.TrainingFaces;

/**
 * Trainings that are compared: every combination of some values, or a list. Immutable, checked when
 * made; {@link #check} tries it on data. {@link Sweeps} reads them.
 *
 * @param name its file's, or its recipe's
 * @param description one line, for lists
 * @param recipe that the runs begin with, where they don't say otherwise
 * @param axes the keys that differ, each with its values in order, as text; {@code recipe} is one
 *     where the recipe itself does
 * @param runs in order, 1 to 1,000, with labels of their own
 * @param reference somebody else's numbers
 */
public record Sweep(
    String name,
    String description,
    String recipe,
    Map<String, List<String>> axes,
    List<SweepRun> runs,
    SweepReference reference) {
  /** A grid of more is a slip of the finger. */
  static final int MOST_RUNS = 1000;

  /** Rejects no or too many runs, and labels that stand twice, and copies. */
  public Sweep {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      throw new IllegalArgumentException(
          "name of a sweep must be of at most 64 letters, digits, '.', '_' and '-', got '"
              + RecipeTree.shortened(name)
              + "'");
    }
    Map<String, List<String>> copy = new LinkedHashMap<>();
    axes.forEach((key, values) -> copy.put(key, List.copyOf(values)));
    axes = Collections.unmodifiableMap(copy);
    runs = List.copyOf(runs);
    if (runs.isEmpty() || runs.size() > MOST_RUNS) {
      throw new IllegalArgumentException(
          "a sweep has 1 to " + MOST_RUNS + " runs, got " + runs.size());
    }
    Set<String> labels = new HashSet<>();
    for (SweepRun run : runs) {
      if (!labels.add(run.label())) {
        throw new IllegalArgumentException("label '" + run.label() + "' stands twice in the sweep");
      }
    }
    for (String label :
        reference.columns().values().stream().flatMap(c -> c.keySet().stream()).toList()) {
      if (!labels.contains(label)) {
        throw new IllegalArgumentException(
            "reference names '"
                + RecipeTree.shortened(label)
                + "', and the runs are "
                + labels(runs)
                + RecipeSpelling.hint(label, labels, ""));
      }
    }
  }

  private static Collection<String> labels(List<SweepRun> runs) {
    return runs.stream().map(SweepRun::label).toList();
  }

  /**
   * Tries every recipe on the data, before hours are spent on the first.
   *
   * @param settings data and what to leave out
   * @param notes hears of what was skipped, a line each
   * @throws IOException if data cannot be read
   * @throws IllegalArgumentException if a recipe is wrong or doesn't fit the data: with its label
   */
  public void check(RunSettings settings, Consumer<String> notes) throws IOException {
    Map<List<Object>, Dataset> read = new HashMap<>(); // by what of a recipe decides on faces
    for (SweepRun run : runs) {
      try {
        Recipe recipe = run.load();
        List<Object> key =
            settings.data().isEmpty()
                ? List.of(recipe.schema(), recipe.data().synthetic(), recipe.train().seed())
                : List.of();
        Dataset faces = read.get(key);
        if (faces == null) {
          faces =
              recipe.read(
                  settings.data(),
                  Optional.of(settings.exclude()).filter(list -> !list.isEmpty()).map(Path::of),
                  notes);
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
