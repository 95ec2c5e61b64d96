package kpnative.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.files.FileNames;
import kpnative.files.OutputFiles;
import kpnative.report.RunReport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code report} command. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = {
      "Writes one HTML page about a run, or about several side by side.",
      "It shows settings, curves, errors, faces, filters and time.",
      "The page needs no network connection and no server.",
      "The weights are measured again on each run's validation faces."
    })
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "RUN|SWEEP",
      description = "Folders of runs, or of sweeps; a sweep's folder means all its runs.")
  List<Path> folders = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "HTML",
      description =
          "The page to write; by default the run's own report.html or the sweep's sweep.html, which"
              + " is replaced, or for several report.html in the current folder.")
  @Nullable Path out;

  @Option(
      names = "--no-photographs",
      description =
          "Leaves out the faces, samples and heatmaps: a page that may go where the photographs"
              + " may not.")
  boolean noPhotographs;

  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    Path written =
        RunReport.write(folders, page(), !noPhotographs, runtime.start(), output.notes(spec));
    if (!output.quiet) {
      spec.commandLine().getOut().println(FileNames.text(written));
      spec.commandLine().getOut().flush();
    }
    return 0;
  }

  private Optional<Path> page() throws IOException {
    OutputFiles files = existing.files();
    if (out == null && folders.size() > 1) {
      return Optional.of(FileNames.path(files.chosen(Path.of(""), "report", ".html") + ".html"));
    }
    return out == null ? Optional.empty() : Optional.of(files.named(out));
  }
}
