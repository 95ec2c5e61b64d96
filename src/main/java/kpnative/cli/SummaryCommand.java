package kpnative.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kpnative.train.Recipe;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code summary}. */
@Command(
    name = "summary",
    mixinStandardHelpOptions = true,
    description = "Prints a recipe's network layer by layer: shapes, parameters, multiply-adds.")
final class SummaryCommand implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "RECIPE", description = "A recipe's name or a YAML file.")
  String recipe = "";

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Overrides a value of the recipe, for example network.kernels=[5].")
  List<String> set = new ArrayList<>();

  @Option(
      names = "--keypoints",
      paramLabel = "K",
      description = "Keypoints of the data set; by default those of the recipe's schema.")
  int keypoints;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    out.print(Recipe.load(recipe, set).layerTable(keypoints));
    out.flush();
    return 0;
  }
}
