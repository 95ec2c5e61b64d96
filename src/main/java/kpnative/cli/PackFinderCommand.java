package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import kpnative.files.FileNames;
import kpnative.finder.FinderFile;
import kpnative.text.PlainText;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code pack-finder} command. */
@Command(
    name = "pack-finder",
    mixinStandardHelpOptions = true,
    description = "Writes a trained face finder with weights in 16 bits, and its score threshold.")
final class PackFinderCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "WEIGHTS",
      description = "A finder's weights, as train-finder wrote them.")
  Path weights = Path.of("");

  @Option(
      names = "--least-score",
      paramLabel = "0..1",
      description = "The score from which an answer counts as a face; by default that of WEIGHTS.")
  @Within(least = 0, most = 1)
  @Nullable Double leastScore;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
  Path out = Path.of("");

  @Mixin ForceOption existing = new ForceOption();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    existing.files().named(out);
    FinderFile file = FinderFile.read(weights);
    (leastScore == null ? file : file.withLeastScore(leastScore)).writeHalf(out);
    PrintWriter lines = spec.commandLine().getOut();
    lines.printf(
        Locale.ROOT, "%s: %,d bytes%n", PlainText.line(FileNames.text(out)), Files.size(out));
    lines.flush();
    return 0;
  }
}
