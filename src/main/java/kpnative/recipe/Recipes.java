package kpnative.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.text.SpecTree;
import org.jspecify.annotations.Nullable;

/**
 * Loads recipes from the jar or a file, with {@code --set} on top. Below them are the defaults and,
 * if the recipe begins with a detector's weights, that detector's own network, input and loss.
 */
public final class Recipes {
  private static final String FOLDER = "/kpnative/recipes/";

  /** Longest chain of recipes of which each extends the next. */
  private static final int MAX_CHAIN = 8;

  private Recipes() {}

  /** {@return the names of the built-in recipes, in the order of {@code index.txt}} */
  public static List<String> names() {
    return resource("index.txt").lines().filter(l -> !l.isBlank()).toList();
  }

  /**
   * {@return the recipe of that name or in that file, with {@code sets} applied}
   *
   * @param nameOrFile one of {@link #names}, or a YAML file, which may have {@code extends: NAME}
   * @param sets each {@code key.key=value}, the value in YAML; later ones win
   * @throws IllegalArgumentException if the recipe, a key or a value is invalid; the message is one
   *     line with file, line and, where one is close, the correct spelling
   * @throws IOException if the file cannot be read or is too large
   */
  public static Recipe load(String nameOrFile, List<String> sets) throws IOException {
    List<SpecTree> over = new ArrayList<>();
    over.add(chain(nameOrFile, "", null, new ArrayList<>()));
    sets.forEach(set -> over.add(SpecTree.ofSet(set)));
    SpecTree tree = defaults();
    String from = "";
    for (SpecTree each : over) {
      from = each.text("train", "pretrained").orElse(from);
    }
    WeightsRecipe.of(from, over).ifPresent(tree::merge);
    over.forEach(tree::merge);
    return bind(tree);
  }

  /**
   * {@return the recipe that {@link Recipe#toYaml} wrote}
   *
   * @param yaml the recipe; missing keys have their values from {@code defaults.yaml}
   * @param source name of the text in messages, for example a file
   * @throws IllegalArgumentException as {@link #load}
   */
  public static Recipe parse(String yaml, String source) {
    SpecTree tree = defaults();
    tree.merge(SpecTree.read(yaml, source));
    return bind(tree);
  }

  /**
   * {@return the recipe in {@code yaml}, as {@link #parse(String, String)}, for a text without a
   * name}
   */
  public static Recipe parse(String yaml) {
    return parse(yaml, "recipe");
  }

  private static SpecTree defaults() {
    return SpecTree.read(resource("defaults.yaml"), "defaults.yaml");
  }

  private static Recipe bind(SpecTree tree) {
    RecipeShape.check(tree);
    return tree.as(Recipe.class);
  }

  /** Reads one recipe, overlaid on the recipes that it extends. */
  private static SpecTree chain(
      String nameOrFile, String origin, @Nullable Path beside, List<String> above)
      throws IOException {
    String from = origin.isEmpty() ? "" : origin + ": ";
    Path file = names().contains(nameOrFile) ? null : file(nameOrFile, from, beside);
    String source = file == null ? nameOrFile + ".yaml" : FileNames.text(file);
    if (above.contains(source) || above.size() >= MAX_CHAIN) {
      throw new IllegalArgumentException(
          from
              + "extends forms a cycle, or a chain of more than "
              + MAX_CHAIN
              + " recipes: "
              + above);
    }
    above.add(source);
    SpecTree own =
        SpecTree.read(file == null ? resource(source) : RecipeFile.text(file, "recipe"), source);
    String name = file == null ? nameOrFile : stem(file);
    if (!own.root().has("name")) {
      own.root().put("name", name);
    }
    String extended = own.take("extends");
    if (extended.isEmpty()) {
      return own;
    }
    SpecTree tree = chain(extended, own.origin("extends"), file, above);
    tree.root().remove("description"); // it describes the extended recipe
    tree.merge(own);
    return tree;
  }

  /** Resolves a recipe's file relative to the file that extends it, if there is one. */
  private static Path file(String nameOrFile, String from, @Nullable Path beside) {
    try {
      Path file =
          beside == null
              ? FileNames.path(nameOrFile)
              : beside.resolveSibling(FileNames.path(nameOrFile)).normalize();
      if (nameOrFile.isBlank()) {
        throw unknown(nameOrFile, from, null);
      }
      if (nameOrFile.matches("(?is).*\\.ya?ml") || Files.exists(file)) {
        return file;
      }
    } catch (InvalidPathException e) {
      throw unknown(nameOrFile, from, e);
    }
    throw unknown(nameOrFile, from, null);
  }

  private static IllegalArgumentException unknown(
      String name, String from, @Nullable Throwable cause) {
    String hint = RecipeSpelling.hint(name, names(), "");
    return new IllegalArgumentException(
        from + "unknown recipe '" + name + "'" + hint + " (recipes lists all)", cause);
  }

  private static String stem(Path file) {
    String name = FileTree.nameOf(file).replaceFirst("(?i)\\.ya?ml$", "");
    return name.replaceAll("[^A-Za-z0-9._-]", "-").replaceFirst("^[._-]+", "");
  }

  private static String resource(String name) {
    try (InputStream in = Recipes.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
