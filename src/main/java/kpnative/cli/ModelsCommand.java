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

/** The {@code models} command. */
@Command(
    name = "models",
    mixinStandardHelpOptions = true,
    description = {
      "Writes a Markdown table of trained recipes: size, data, cost, and errors.",
      "The best weights are measured again on each run's validation faces, beside the mean shape."
    })
final class ModelsCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders of runs, or folders that contain runs, such as a sweep's.")
  List<Path> runs = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The Markdown file to write.")
  Path out = Path.of("");

  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    existing.files().named(out);
    ModelTable.write(runs, out, runtime.start(), output.notes(spec));
    return 0;
  }
}
