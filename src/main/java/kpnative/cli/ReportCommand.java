package kpnative.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.report.RunReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code report}. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes one HTML page about a run, or about several side by side: settings,",
      "curves, measures, faces, filters, time. It needs no network and no server.",
      "Weights are measured again on the run's validation faces."
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "RUN|SWEEP",
      description = "Folders of runs, or of sweeps, which stand for their runs.")
  List<Path> folders = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "HTML",
      description = {
        "The page to write; by default report.html in the run's or sweep's folder,",
        "or, of several, in the current one. What is there is replaced."
      })
  @Nullable Path out;

  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Path written =
        RunReport.write(folders, Optional.ofNullable(out), runtime.start(), output.notes(spec));
    if (!output.quiet) {
      spec.commandLine().getOut().println(written);
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
