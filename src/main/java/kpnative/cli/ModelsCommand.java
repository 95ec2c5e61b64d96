package kpnative.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import kpnative.report.ModelTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code models}. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a table of trained recipes: size, data, cost, and the measures of the best weights,",
      "taken anew on each run's validation faces, beside the mean shape's."
    })
final class ModelsCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Runs' folders, and folders that hold some, as a sweep's does.")
  List<Path> runs = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The table, Markdown, replaced if it is there.")
  Path out = Path.of("");

  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    ModelTable.write(runs, out, runtime.start(), output.notes(spec));
    return 0;
  }
}
