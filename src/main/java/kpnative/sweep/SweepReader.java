package kpnative.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kpnative.files.FileNames;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.recipe.SettingText;
import kpnative.text.SpecTree;
import org.jspecify.annotations.Nullable;

/**
 * Reads a sweep's file: {@code description}, {@code recipe}, {@code set} (changes to every run),
 * {@code grid} (a key and its values) or {@code runs} (a list of {@code label}, {@code recipe},
 * {@code set}), and {@code reference} ({@code title}, and the numbers of {@code runs} by label).
 * Each run's recipe is loaded as soon as the run is read, so that a mistake is reported with its
 * line.
 */
final class SweepReader {
  private static final List<String> KEYS =
      List.of("description", SweepValues.RECIPE, "set", "grid", "runs", "reference");
  private static final String DEFAULT_RECIPE = "face68/quick";

  private final SweepTree tree;
  private final String name;
  private final @Nullable Path file;
  private final List<String> sets;

  private SweepReader(SweepTree tree, String name, @Nullable Path file, List<String> sets) {
    this.tree = tree;
    this.name = name;
    this.file = file;
    this.sets = sets;
  }

  /**
   * {@return the sweep that a file's keys and values describe}
   *
   * @param name of the sweep
   * @param file the sweep's file, to which recipe files are relative; null if there is none
   * @param sets changes to every recipe, which override the file's
   * @throws IllegalArgumentException if the sweep is invalid; the message gives file and line
   * @throws IOException if a recipe's file cannot be read
   */
  static Sweep read(SpecTree tree, String name, @Nullable Path file, List<String> sets)
      throws IOException {
    return new SweepReader(new SweepTree(tree), name, file, sets).read();
  }

  private Sweep read() throws IOException {
    tree.keys("", tree.root(), KEYS);
    String recipe = tree.text("", tree.root(), SweepValues.RECIPE, DEFAULT_RECIPE);
    List<String> all = new ArrayList<>(tree.sets("set", tree.root().get("set")));
    all.addAll(sets); // the command's override the file's
    if (tree.root().has("grid") == tree.root().has("runs")) {
      throw tree.wrong("", "a sweep must have either grid or runs");
    }
    List<SweepRun> runs = tree.root().has("grid") ? product(recipe, all) : listed(recipe, all);
    SweepReference reference = reference();
    List<Recipe> loaded = new ArrayList<>();
    for (SweepRun run : runs) {
      loaded.add(run.load());
    }
    try {
      String description = tree.text("", tree.root(), "description", "");
      return new Sweep(name, description, recipe, axes(runs, loaded), runs, reference);
    } catch (IllegalArgumentException e) {
      throw tree.wrong(reference.columns().isEmpty() ? "runs" : "reference", e.getMessage());
    }
  }

  private List<SweepRun> product(String recipe, List<String> all) throws IOException {
    ObjectNode grid = tree.section("grid", tree.root().get("grid"));
    List<SweepRun> runs = List.of(new SweepRun("all", recipe, all));
    boolean first = true;
    for (Map.Entry<String, JsonNode> axis : grid.properties()) {
      String at = "grid." + axis.getKey();
      if (!axis.getValue().isArray() || axis.getValue().isEmpty()) {
        throw tree.wrong(at, axis.getKey() + " must be a list of values");
      }
      if ((long) runs.size() * axis.getValue().size() > Sweep.MOST_RUNS) {
        throw tree.wrong(at, "a sweep must have at most " + Sweep.MOST_RUNS + " runs");
      }
      List<SweepRun> wider = new ArrayList<>();
      for (SweepRun run : runs) {
        for (JsonNode value : axis.getValue()) {
          wider.add(with(run, axis.getKey(), value, first, at));
        }
      }
      runs = wider;
      first = false;
    }
    if (first) {
      throw tree.wrong("grid", "grid must have at least one key with a list of values");
    }
    return runs;
  }

  /** {@return the run with one more value in its label and its changes; its recipe loads} */
  private SweepRun with(SweepRun run, String key, JsonNode value, boolean first, String at)
      throws IOException {
    String shown =
        SettingText.shown(value)
            .replaceAll("^\\[|]$", "")
            .replaceAll(", *", "-")
            .replaceAll("[^A-Za-z0-9._+=-]+", "-");
    String part =
        key.equals(SweepValues.RECIPE)
            ? shown
            : key.substring(key.lastIndexOf('.') + 1) + " " + shown;
    String label = first ? part : run.label() + ", " + part;
    if (key.equals(SweepValues.RECIPE)) {
      if (!value.isTextual()) {
        throw tree.wrong(at, "recipe must be a recipe's name or file, got " + value);
      }
      return loadable(new SweepRun(label, beside(value.textValue()), run.set()), at);
    }
    List<String> set = new ArrayList<>(run.set());
    set.add(key + "=" + SettingText.of(value));
    return loadable(new SweepRun(label, run.recipe(), set), at);
  }

  private List<SweepRun> listed(String recipe, List<String> all) throws IOException {
    JsonNode list = tree.root().get("runs");
    if (!list.isArray() || list.isEmpty() || list.size() > Sweep.MOST_RUNS) {
      throw tree.wrong("runs", "runs must be a list of 1 to " + Sweep.MOST_RUNS + " runs");
    }
    List<SweepRun> runs = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String at = "runs[" + i + "]";
      ObjectNode run = tree.section(at, list.get(i));
      tree.keys(at, run, List.of("label", SweepValues.RECIPE, "set"));
      List<String> set = new ArrayList<>(all);
      set.addAll(tree.sets(at + ".set", run.get("set")));
      String own = tree.text(at, run, SweepValues.RECIPE, recipe);
      String label = tree.text(at, run, "label", own.replaceAll("[^A-Za-z0-9._+=-]+", "-"));
      SweepRun made;
      try {
        made = new SweepRun(label, beside(own), set);
      } catch (IllegalArgumentException e) {
        throw tree.wrong(at + ".label", e.getMessage());
      }
      runs.add(loadable(made, at));
    }
    return runs;
  }

  private SweepRun loadable(SweepRun run, String at) throws IOException {
    try {
      run.load();
      return run;
    } catch (IllegalArgumentException | IOException e) {
      throw tree.wrong(at, e.getMessage());
    }
  }

  /** The keys that differ between the runs, with the values of the resolved recipes. */
  private static Map<String, List<String>> axes(List<SweepRun> runs, List<Recipe> loaded) {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(SweepValues.RECIPE);
    runs.forEach(r -> r.set().forEach(set -> keys.add(set.substring(0, set.indexOf('=')).strip())));
    Map<String, List<String>> axes = new LinkedHashMap<>();
    for (String key : keys) {
      Set<String> values = new LinkedHashSet<>();
      loaded.forEach(recipe -> values.add(SweepValues.of(recipe, key)));
      if (values.size() > 1) {
        axes.put(key, List.copyOf(values));
      }
    }
    return axes;
  }

  private SweepReference reference() {
    JsonNode node = tree.root().get("reference");
    if (node == null) {
      return SweepReference.NONE;
    }
    ObjectNode reference = tree.section("reference", node);
    tree.keys("reference", reference, List.of("title", "runs"));
    Map<String, Map<String, String>> columns = new LinkedHashMap<>();
    ObjectNode runs = tree.section("reference.runs", reference.get("runs"));
    for (Map.Entry<String, JsonNode> run : runs.properties()) {
      ObjectNode cells = tree.section("reference.runs." + run.getKey(), run.getValue());
      for (Map.Entry<String, JsonNode> cell : cells.properties()) {
        if (!cell.getValue().isNumber() && !cell.getValue().isTextual()) {
          String at = "reference.runs." + run.getKey() + "." + cell.getKey();
          throw tree.wrong(at, SpecTree.shortened(at) + " must be a number or text");
        }
        columns
            .computeIfAbsent(cell.getKey(), name -> new LinkedHashMap<>())
            .put(run.getKey(), SettingText.shown(cell.getValue()));
      }
    }
    return new SweepReference(tree.text("reference", reference, "title", ""), columns);
  }

  /** Resolves a recipe's file relative to the sweep's file. */
  private String beside(String recipe) {
    if (file == null || Recipes.names().contains(recipe)) {
      return recipe;
    }
    Path sibling = file.resolveSibling(FileNames.path(recipe)).normalize();
    return Files.exists(sibling) ? FileNames.text(sibling) : recipe;
  }
}
