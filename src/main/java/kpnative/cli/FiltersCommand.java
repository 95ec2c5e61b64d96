package kpnative.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.draw.FilterSheet;
import kpnative.draw.PngFile;
import kpnative.files.FileNames;
import kpnative.files.OutputFiles;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code filters} command. */
@Command(
    name = "filters",
    mixinStandardHelpOptions = true,
    description = {
      "Draws the filters of a convolution: one row per filter, one column per input channel.",
      "Black is the lowest weight, white the highest. Filters of three channels are in colour."
    })
final class FiltersCommand implements Callable<Integer> {
  @Mixin WeightsOption weights = new WeightsOption();

  @Option(
      names = "--layer",
      paramLabel = "NAME",
      description = "The convolution to draw (--list names them); by default the first.")
  @Nullable String layer;

  @Option(
      names = "--first-channel",
      description = "Draws only the first input channel of each filter.")
  boolean firstChannel;

  @Option(
      names = "--scale",
      paramLabel = "filter|common",
      defaultValue = "filter",
      completionCandidates = Scales.class,
      description =
          "Maps black and white to the range of each filter, or to one common range; by default"
              + " filter.")
  FilterSheet.Scale scale = FilterSheet.Scale.FILTER;

  @Option(
      names = "--out",
      paramLabel = "PNG",
      description = "The picture to write; by default LAYER.png in the current folder.")
  @Nullable Path out;

  @Option(names = "--list", description = "Lists the convolutions and exits.")
  boolean list;

  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  /** Shell completions for {@code --scale}, in lower case as in the help. */
  static final class Scales implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(FilterSheet.Scale.values())
          .map(s -> s.name().toLowerCase(Locale.ROOT))
          .iterator();
    }
  }

  @Override
  public Integer call() throws Exception {
    PrintWriter writer = spec.commandLine().getOut();
    if (list) {
      FilterSheet.all(weights.stored(), weights.name())
          .forEach(f -> writer.println(f.name() + "  " + f.shape()));
      writer.flush();
      return 0;
    }
    OutputFiles files = existing.files();
    Path named = out == null ? null : files.named(out);
    FilterSheet sheet =
        FilterSheet.of(weights.stored(), weights.name(), Optional.ofNullable(layer));
    Path file = named == null ? chosen(files, sheet) : named;
    PngFile.write(sheet.draw(firstChannel, scale), file);
    if (!output.quiet) {
      writer.println(sheet.name() + " " + sheet.shape() + " -> " + FileNames.text(file));
      writer.flush();
    }
    return 0;
  }

  private static Path chosen(OutputFiles files, FilterSheet sheet) {
    String name = sheet.name().replaceAll("[^A-Za-z0-9._-]+", "-");
    return FileNames.path(files.chosen(Path.of(""), name, ".png") + ".png");
  }
}
