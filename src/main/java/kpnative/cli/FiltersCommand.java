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
  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "A run's weights, another safetensors file, or a PyTorch state_dict (.pth).")
  Path weights = Path.of("");

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
      description =
          "The picture to write, replaced if it exists; by default LAYER.png in the current"
              + " folder.")
  @Nullable Path out;

  @Option(names = "--list", description = "Lists the convolutions and exits.")
  boolean list;

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
      FilterSheet.all(weights).forEach(f -> writer.println(f.name() + "  " + f.shape()));
      writer.flush();
      return 0;
    }
    FilterSheet sheet = FilterSheet.of(weights, Optional.ofNullable(layer));
    Path file =
        out != null ? out : FileNames.path(sheet.name().replaceAll("[^A-Za-z0-9._-]+", "-") + ".png");
    PngFile.write(sheet.draw(firstChannel, scale), file);
    if (!output.quiet) {
      writer.println(sheet.name() + " " + sheet.shape() + " -> " + file);
      writer.flush();
    }
    return 0;
  }
}
