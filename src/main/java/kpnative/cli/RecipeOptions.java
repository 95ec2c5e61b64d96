package kpnative.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which recipe a command uses. */
final class RecipeOptions {
  @Option(
      names = "--recipe",
      paramLabel = "RECIPE",
      defaultValue = "face68/quick",
      completionCandidates = Names.class,
      description =
          "A recipe's name ('recipes' lists them) or a YAML file; by default face68/quick.")
  String recipe = "face68/quick";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a value of the recipe, for example train.lr=1e-4.")
  List<String> set = new ArrayList<>();

  @Option(
      names = "--points",
      paramLabel = "POINTS",
      description =
          "The points to learn of the data's schema, by names of points and groups, indices and"
              + " ranges: nose_tip,left_eye,36-47. By default those of the recipe.")
  @Nullable String points;

  /** Shell completions for {@code --recipe}. */
  static final class Names implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Recipes.names().iterator();
    }
  }

  /** {@return these options as they were given, as words of a shell} */
  String asWritten() {
    StringBuilder words = new StringBuilder("--recipe ").append(word(recipe));
    set.forEach(each -> words.append(" --set ").append(word(each)));
    if (points != null) {
      words.append(" --points ").append(word(points));
    }
    return words.toString();
  }

  private static String quoted(String[] items) {
    return Stream.of(items)
        .map(item -> "'" + item.strip().replace("'", "''") + "'")
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String word(String text) {
    return text.matches("[\\w./:=,@%+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
  }

  /**
   * {@return the recipe}
   *
   * @param seed overrides the seed of the recipe and of {@code --set}; null if none was given
   */
  Recipe load(@Nullable Long seed) throws IOException {
    List<String> all = new ArrayList<>(set);
    if (points != null) {
      all.add("keypoints=" + quoted(points.split(",")));
    }
    if (seed != null) {
      all.add("train.seed=" + seed);
    }
    return Recipes.load(recipe, all);
  }
}
