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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.text.SpecMapper;
import org.jspecify.annotations.Nullable;

/** Where recipes come from: the jar, files, and {@code --set}, laid over the defaults. */
public final class Recipes {
  private static final String FOLDER = "/kpnative/recipes/";

  /** Files of which each extends the next. */
  private static final int MAX_CHAIN = 8;

  /** The key with which a record's message about a rejected value begins. */
  private static final Pattern KEY = Pattern.compile("^[a-z0-9_]+(\\.[a-z0-9_]+)*");

  private Recipes() {}

  /** {@return the recipes that kp-native brings along, in the order of its list} */
  public static List<String> names() {
    return resource("index.txt").lines().filter(l -> !l.isBlank()).toList();
  }

  /**
   * {@return the recipe of that name or in that file, with single values changed}
   *
   * @param nameOrFile one of {@link #names}, or a YAML file, which may say {@code extends: NAME}
   * @param sets each {@code key.key=value}, the value in YAML; later ones win
   * @throws IllegalArgumentException if there is no such recipe, key or value: on one line, with
   *     file and line, and the nearest right spelling
   * @throws IOException if the file can't be read or is absurdly large
   */
  public static Recipe load(String nameOrFile, List<String> sets) throws IOException {
    RecipeTree tree = defaults();
    tree.merge(chain(nameOrFile, "", null, new ArrayList<>()));
    for (String set : sets) {
      tree.merge(RecipeTree.ofSet(set));
    }
    return bind(tree);
  }

  /**
   * {@return the recipe that {@link Recipe#toYaml} wrote}
   *
   * @param yaml what it leaves out is as in {@code defaults.yaml}
   * @param source names the text in messages: a file
   * @throws IllegalArgumentException as {@link #load}
   */
  public static Recipe parse(String yaml, String source) {
    RecipeTree tree = defaults();
    tree.merge(RecipeTree.read(yaml, source));
    return bind(tree);
  }

  /** {@return {@link #parse(String, String)} of a text without a name} */
  public static Recipe parse(String yaml) {
    return parse(yaml, "recipe");
  }

  private static RecipeTree defaults() {
    return RecipeTree.read(resource("defaults.yaml"), "defaults.yaml");
  }

  private static Recipe bind(RecipeTree tree) {
    RecipeShape.check(tree);
    try {
      return SpecMapper.fromTree(tree.root(), Recipe.class);
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      Matcher key = KEY.matcher(message);
      String where = tree.origin(key.find() ? key.group() : "");
      throw new IllegalArgumentException(where + ": " + message, e);
    }
  }

  /** One recipe with those that it extends below it. */
  private static RecipeTree chain(
      String nameOrFile, String origin, @Nullable Path beside, List<String> above)
      throws IOException {
    String from = origin.isEmpty() ? "" : origin + ": ";
    Path file = names().contains(nameOrFile) ? null : file(nameOrFile, from, beside);
    String source = file == null ? nameOrFile + ".yaml" : file.toString();
    if (above.contains(source) || above.size() >= MAX_CHAIN) {
      throw new IllegalArgumentException(from + "extends leads in a circle: " + above);
    }
    above.add(source);
    RecipeTree own =
        RecipeTree.read(file == null ? resource(source) : RecipeFile.text(file, "recipe"), source);
    String name = file == null ? nameOrFile : stem(file);
    if (!own.root().has("name")) {
      own.root().put("name", name);
    }
    String extended = own.take("extends");
    if (extended.isEmpty()) {
      return own;
    }
    RecipeTree tree = chain(extended, own.origin("extends"), file, above);
    tree.root().remove("description"); // the other's
    tree.merge(own);
    return tree;
  }

  /** A file, relative to the one that extends it, if one does. */
  private static Path file(String nameOrFile, String from, @Nullable Path beside) {
    try {
      Path file =
          beside == null ? Path.of(nameOrFile) : beside.resolveSibling(nameOrFile).normalize();
      if (nameOrFile.isBlank()) {
        throw unknown(nameOrFile, from, null);
      }
      if (nameOrFile.matches("(?i).*\\.ya?ml") || Files.exists(file)) {
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
    String name = String.valueOf(file.getFileName()).replaceFirst("(?i)\\.ya?ml$", "");
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
