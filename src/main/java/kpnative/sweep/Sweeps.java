package kpnative.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.recipe.RecipeFile;
import kpnative.recipe.RecipeSpelling;
import kpnative.text.SpecTree;

/** Loads sweeps from the jar or a file, and makes them from the values on a command line. */
public final class Sweeps {
  private static final String FOLDER = "/kpnative/sweeps/";

  private Sweeps() {}

  /** {@return the names of the built-in sweeps, in the order of {@code index.txt}} */
  public static List<String> names() {
    return resource("index.txt").lines().filter(l -> !l.isBlank()).toList();
  }

  /**
   * {@return the sweep of that name or in that file}
   *
   * @param nameOrFile one of {@link #names}, or a YAML file
   * @param sets changes to every recipe, each {@code key=value}; a run's own changes override them
   * @throws IllegalArgumentException if there is no such sweep or it is invalid; the message gives
   *     file and line
   * @throws IOException if the file cannot be read
   */
  public static Sweep load(String nameOrFile, List<String> sets) throws IOException {
    if (names().contains(nameOrFile)) {
      String source = nameOrFile + ".yaml";
      SpecTree tree = SpecTree.read(resource(source), source);
      return SweepReader.read(tree, nameOrFile, null, sets);
    }
    boolean path = nameOrFile.matches("(?is).*\\.ya?ml");
    if (!path) {
      throw new IllegalArgumentException(
          "unknown sweep '"
              + nameOrFile
              + "'"
              + RecipeSpelling.hint(nameOrFile, names(), "")
              + " (sweep --list names all; a file ends in .yaml)");
    }
    Path file = FileNames.path(nameOrFile);
    SpecTree tree = SpecTree.read(RecipeFile.text(file, "sweep"), FileNames.text(file));
    String stem = FileTree.nameOf(file).replaceFirst("(?i)\\.ya?ml$", "");
    return SweepReader.read(tree, folderName(stem), file, sets);
  }

  /**
   * {@return a sweep over every combination of some values}
   *
   * @param recipe a recipe's name or file
   * @param sets changes to every recipe
   * @param axes each {@code key=VALUE,VALUE...}, values in YAML; the last one changes fastest
   * @throws IllegalArgumentException if an axis or a value is invalid
   */
  public static Sweep grid(String recipe, List<String> sets, List<String> axes) throws IOException {
    SpecTree tree = SpecTree.read("", "--grid");
    ObjectNode grid = tree.root().put(SweepValues.RECIPE, recipe).putObject("grid");
    for (String axis : axes) {
      int equals = axis.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException(
            "--grid "
                + SpecTree.shortened(axis)
                + ": must be key=value,value..., as in train.lr=1e-3,1e-4");
      }
      String key = axis.substring(0, equals).strip();
      if (grid.has(key)) {
        throw new IllegalArgumentException("--grid: " + key + " appears twice");
      }
      SpecTree list = SpecTree.ofSet(key + "=[" + axis.substring(equals + 1) + "]");
      grid.set(key, at(list.root(), key));
    }
    return SweepReader.read(tree, folderName(recipe), null, sets);
  }

  /** {@return the value at a dotted key, which must exist} */
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
    try (InputStream in = Sweeps.class.getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + FOLDER + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
