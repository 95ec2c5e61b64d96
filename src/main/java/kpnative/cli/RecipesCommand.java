package kpnative.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import kpnative.recipe.Recipes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code recipes} command. */
@Command(
    name = "recipes",
    mixinStandardHelpOptions = true,
    description = "Lists the recipes in the jar.")
final class RecipesCommand implements Callable<Integer> {
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = Recipes.names();
    int width = names.stream().mapToInt(String::length).max().orElse(0);
    for (String name : names) {
      String gap = " ".repeat(width - name.length() + 2);
      out.println(name + gap + Recipes.load(name, List.of()).description());
    }
    out.flush();
    return 0;
  }
}
