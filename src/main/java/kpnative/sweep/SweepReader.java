package kpnative.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import kpnative.recipe.Recipe;
import kpnative.recipe.RecipeSource;
import kpnative.recipe.RecipeSpelling;
import kpnative.recipe.RecipeTree;
import kpnative.recipe.SettingText;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a sweep's file says: {@code description}, {@code recipe}, {@code set} (changes of
 * every run), {@code grid} (a key and its values) or {@code runs} (a list of {@code label}, {@code
 * recipe}, {@code set}), and {@code reference} ({@code title}, and by label the numbers of {@code
 * runs}). Each recipe is loaded as it is met, so that a mistake is told with its line.
 */
final class SweepReader {
  private static final String FOLDER = "/kpnative/sweeps/";
  private static final List<String> KEYS =
      List.of("description", Sweep.RECIPE, "set", "grid", "runs", "reference");
  private static final String DEFAULT_RECIPE = "face68/quick";

  private final RecipeTree tree;
  private final String name;
  private final @Nullable Path file;
  private final List<String> sets;

  private SweepReader(RecipeTree tree, String name, @Nullable Path file, List<String> sets) {
    this.tree = tree;
    this.name = name;
    this.file = file;
    this.sets = sets;
  }

  static List<String> names() {
    return resource("index.txt").lines().filter(l -> !l.isBlank()).toList();
  }

  static Sweep load(String nameOrFile, List<String> sets) throws IOException {
    if (names().contains(nameOrFile)) {
      String source = nameOrFile + ".yaml";
      RecipeTree tree = RecipeTree.read(resource(source), source);
      return new SweepReader(tree, nameOrFile, null, sets).read();
    }
    boolean path = nameOrFile.matches("(?i).*\\.ya?ml");
    if (!path) {
      throw new IllegalArgumentException(
          "unknown sweep '"
              + nameOrFile
              + "'"
              + RecipeSpelling.hint(nameOrFile, names(), "")
              + " (sweep --list names all; a file ends in .yaml)");
    }
    Path file = Path.of(nameOrFile);
    RecipeTree tree = RecipeTree.read(RecipeSource.text(file, "sweep"), file.toString());
    String stem = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.ya?ml$", "");
    return new SweepReader(tree, folderName(stem), file, sets).read();
  }

  static Sweep grid(String recipe, List<String> sets, List<String> axes) throws IOException {
    RecipeTree tree = RecipeTree.read("", "--grid");
    ObjectNode grid = tree.root().put(Sweep.RECIPE, recipe).putObject("grid");
    for (String axis : axes) {
      int equals = axis.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--grid "
                + RecipeTree.shortened(axis)
                + ": must be key=value,value..., as in train.lr=1e-3,1e-4");
      }
      String key = axis.substring(0, equals).strip();
      if (grid.has(key)) {
        throw new IllegalArgumentException("--grid: " + key + " stands twice");
      }
      RecipeTree list = RecipeTree.ofSet(key + "=[" + axis.substring(equals + 1) + "]");
      grid.set(key, at(list.root(), key));
    }
    return new SweepReader(tree, folderName(recipe), null, sets).read();
  }

  private Sweep read() throws IOException {
    keys("", tree.root(), KEYS);
    String recipe = text("", tree.root(), Sweep.RECIPE, DEFAULT_RECIPE);
    List<String> all = new ArrayList<>(sets("set", tree.root().get("set")));
    all.addAll(sets); // the command's go over the file's
    if (tree.root().has("grid") == tree.root().has("runs")) {
      throw wrong("", "a sweep has either grid or runs");
    }
    List<SweepRun> runs = tree.root().has("grid") ? product(recipe, all) : listed(recipe, all);
    SweepReference reference = reference();
    List<Recipe> loaded = new ArrayList<>();
    for (SweepRun run : runs) {
      loaded.add(run.load());
    }
    try {
      String description = text("", tree.root(), "description", "");
      return new Sweep(name, description, recipe, axes(runs, loaded), runs, reference);
    } catch (IllegalArgumentException e) {
      throw wrong(reference.columns().isEmpty() ? "runs" : "reference", e.getMessage());
    }
  }

  private List<SweepRun> product(String recipe, List<String> all) throws IOException {
    ObjectNode grid = section("grid", tree.root().get("grid"));
    List<SweepRun> runs = List.of(new SweepRun("all", recipe, all));
    boolean first = true;
    for (Map.Entry<String, JsonNode> axis : grid.properties()) {
      String at = "grid." + axis.getKey();
      if (!axis.getValue().isArray() || axis.getValue().isEmpty()) {
        throw wrong(at, axis.getKey() + " must be a list of values");
      }
      if ((long) runs.size() * axis.getValue().size() > Sweep.MOST_RUNS) {
        throw wrong(at, "a sweep has at most " + Sweep.MOST_RUNS + " runs");
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
      throw wrong("grid", "must have a key with its values");
    }
    return runs;
  }

  /** {@return the run with one more value in its label and its changes, tried} */
  private SweepRun with(SweepRun run, String key, JsonNode value, boolean first, String at)
      throws IOException {
    String shown =
        SettingText.shown(value)
            .replaceAll("^\\[|]$", "")
            .replaceAll(", *", "-")
            .replaceAll("[^A-Za-z0-9._+=-]+", "-");
    String part =
        key.equals(Sweep.RECIPE) ? shown : key.substring(key.lastIndexOf('.') + 1) + " " + shown;
    String label = first ? part : run.label() + ", " + part;
    if (key.equals(Sweep.RECIPE)) {
      if (!value.isTextual()) {
        throw wrong(at, "recipe must be a recipe's name or file, got " + value);
      }
      return tried(new SweepRun(label, beside(value.textValue()), run.set()), at);
    }
    List<String> set = new ArrayList<>(run.set());
    set.add(key + "=" + SettingText.of(value));
    return tried(new SweepRun(label, run.recipe(), set), at);
  }

  private List<SweepRun> listed(String recipe, List<String> all) throws IOException {
    JsonNode list = tree.root().get("runs");
    if (!list.isArray() || list.isEmpty() || list.size() > Sweep.MOST_RUNS) {
      throw wrong("runs", "runs must be a list of 1 to " + Sweep.MOST_RUNS);
    }
    List<SweepRun> runs = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String at = "runs[" + i + "]";
      ObjectNode run = section(at, list.get(i));
      keys(at, run, List.of("label", Sweep.RECIPE, "set"));
      List<String> set = new ArrayList<>(all);
      set.addAll(sets(at + ".set", run.get("set")));
      String own = text(at, run, Sweep.RECIPE, recipe);
      String label = text(at, run, "label", own.replaceAll("[^A-Za-z0-9._+=-]+", "-"));
      SweepRun made;
      try {
        made = new SweepRun(label, beside(own), set);
      } catch (IllegalArgumentException e) {
        throw wrong(at + ".label", e.getMessage());
      }
      runs.add(tried(made, at));
    }
    return runs;
  }

  private SweepRun tried(SweepRun run, String at) throws IOException {
    try {
      run.load();
      return run;
    } catch (IllegalArgumentException e) {
      throw wrong(at, e.getMessage());
    }
  }

  /** Which keys differ between the runs, with the values that their recipes have in the end. */
  private static Map<String, List<String>> axes(List<SweepRun> runs, List<Recipe> loaded) {
    Set<String> keys = new LinkedHashSet<>();
    keys.add(Sweep.RECIPE);
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
    JsonNode said = tree.root().get("reference");
    if (said == null) {
      return SweepReference.NONE;
    }
    ObjectNode reference = section("reference", said);
    keys("reference", reference, List.of("title", "runs"));
    Map<String, Map<String, String>> columns = new LinkedHashMap<>();
    ObjectNode runs = section("reference.runs", reference.get("runs"));
    for (Map.Entry<String, JsonNode> run : runs.properties()) {
      ObjectNode cells = section("reference.runs." + run.getKey(), run.getValue());
      for (Map.Entry<String, JsonNode> cell : cells.properties()) {
        columns
            .computeIfAbsent(cell.getKey(), name -> new LinkedHashMap<>())
            .put(run.getKey(), SettingText.shown(cell.getValue()));
      }
    }
    return new SweepReference(text("reference", reference, "title", ""), columns);
  }

  /** What {@code set} says: a section of keys and values, or a list of {@code key=value}. */
  private List<String> sets(String at, @Nullable JsonNode set) {
    List<String> all = new ArrayList<>();
    if (set == null) {
      return all;
    }
    if (set instanceof ObjectNode map) {
      map.properties().forEach(e -> all.add(e.getKey() + "=" + SettingText.of(e.getValue())));
      return all;
    }
    for (JsonNode one : set) {
      all.add(one.asText());
    }
    if (!set.isArray() || all.stream().anyMatch(s -> s.indexOf('=') < 1)) {
      throw wrong(at, "set must be keys with values, or a list of key=value");
    }
    return all;
  }

  /** A recipe's file is meant relative to the sweep's. */
  private String beside(String recipe) {
    if (file == null || Recipe.names().contains(recipe)) {
      return recipe;
    }
    Path sibling = file.resolveSibling(recipe).normalize();
    return Files.exists(sibling) ? sibling.toString() : recipe;
  }

  private void keys(String at, ObjectNode object, List<String> known) {
    for (String key : (Iterable<String>) object::fieldNames) {
      if (!known.contains(key)) {
        String path = at.isEmpty() ? key : at + "." + key;
        String hint = RecipeSpelling.hint(key, known, "; the keys here are ");
        throw wrong(
            path,
            "unknown key '"
                + RecipeTree.shortened(key)
                + "'"
                + hint
                + (hint.endsWith("are ") ? String.join(", ", known) : ""));
      }
    }
  }

  private String text(String at, ObjectNode object, String key, String otherwise) {
    JsonNode value = object.get(key);
    if (value == null) {
      return otherwise;
    }
    if (!value.isTextual()) {
      String path = at.isEmpty() ? key : at + "." + key;
      throw wrong(path, key + " must be text, got " + RecipeTree.shortened(value.toString()));
    }
    return value.textValue();
  }

  private ObjectNode section(String at, @Nullable JsonNode node) {
    if (node instanceof ObjectNode object) {
      return object;
    }
    throw wrong(at, at.replaceFirst(".*\\.", "") + " must be a section of keys and values");
  }

  private IllegalArgumentException wrong(String at, @Nullable String what) {
    return new IllegalArgumentException(tree.origin(at) + ": " + what);
  }

  /** {@return the value at a dotted key; there is one} */
  private static JsonNode at(ObjectNode root, String key) {
    JsonNode node = root;
    for (String step : key.split("\\.")) {
      node = node.path(step);
    }
    return node;
  }

  private static String folderName(String text) {
    String name = text.replaceFirst("(?i)\\.ya?ml$", "").replaceAll("[^A-Za-z0-9._-]+", "-");
    String plain = name.replaceFirst("^[._-]+", "");
    return plain.isEmpty() ? "sweep" : plain.substring(0, Math.min(64, plain.length()));
  }

  private static String resource(String name) {
    try (InputStream in = SweepReader.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
