package kpnative.cli;

import java.util.ArrayList;
import java.util.List;
import kpnative.train.Recipe;
import picocli.CommandLine.Option;

/** Which recipe a command uses. */
final class RecipeOptions {
  @Option(
      names = "--recipe",
      paramLabel = "RECIPE",
      defaultValue = "face68/quick",
      description = "A recipe's name ('recipes' lists them) or a YAML file; by default face68/quick.")
  String recipe = "face68/quick";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a value of the recipe, for example train.lr=1e-4.")
  List<String> set = new ArrayList<>();

  Recipe load() throws java.io.IOException {
    return Recipe.load(recipe, set);
  }
}
