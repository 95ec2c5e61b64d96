package kpnative.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kpnative.keypoints.KeypointSchema;
import kpnative.network.LayerTable;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code summary} command. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Prints a recipe's network layer by layer: shapes, parameters, multiply-adds.")
final class SummaryCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "RECIPE",
      completionCandidates = RecipeOptions.Names.class,
      description = "A recipe's name ('recipes' lists them) or a YAML file.")
  String recipe = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a value of the recipe, for example network.kernels=[5].")
  List<String> set = new ArrayList<>();

  @Option(
      names = "--keypoints",
      paramLabel = "K",
      description =
          "Number of keypoints of the data set, for example 73; by default that of the recipe.")
  @Within(least = 1, most = 10_000)
  int keypoints;

  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Recipe loaded = Recipes.load(recipe, set);
    KeypointSchema schema = keypoints == 0 ? loaded.ownSchema() : KeypointSchema.ofCount(keypoints);
    out.print(LayerTable.of(loaded.graph(schema)).toText());
    out.flush();
    return 0;
  }
}
