package kpnative.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import kpnative.weights.WeightFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code weights}. */
@Command(
    name = "weights",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Looks into files of weights: safetensors, or what torch.save wrote of a state_dict.",
      "Nothing in a file is executed; one that holds more than tensors, dicts, lists,",
      "strings and numbers is refused."
    },
    subcommands = {WeightsCommand.Inspect.class, WeightsCommand.Convert.class})
final class WeightsCommand {
  /** {@code weights inspect}. */
  @Command(
      name = "inspect",
      mixinStandardHelpOptions = true,
      versionProvider = VersionLine.class,
      description = "Lists every tensor's name, type and shape.")
  static final class Inspect implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The file, whatever its name ends with.")
    Path file = Path.of("");

    @Mixin OutputOptions output = new OutputOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      WeightFile read = WeightFile.read(file);
      PrintWriter out = spec.commandLine().getOut();
      Map<String, TensorData> tensors = read.tensors();
      int width = Math.min(60, tensors.keySet().stream().mapToInt(String::length).max().orElse(0));
      String row = "%-" + Math.max(1, width) + "s  %-4s  %s%n";
      tensors.forEach(
          (name, t) -> out.printf(row, plain(name), t.dtype(), Arrays.toString(t.shape())));
      out.println(totals(read));
      if (!read.metadata().isEmpty()) {
        out.println("metadata: " + plain(String.join(", ", read.metadata().keySet())));
      }
      out.flush();
      return 0;
    }
  }

  /** {@code weights convert}. */
  @Command(
      name = "convert",
      mixinStandardHelpOptions = true,
      versionProvider = VersionLine.class,
      description = "Writes the tensors as a safetensors file, types and names as they are.")
  static final class Convert implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = "A file of any format that is read.")
    Path in = Path.of("");

    @Parameters(
        index = "1",
        paramLabel = "OUT",
        description = "The file to write. One that is there is replaced, at once and wholly.")
    Path out = Path.of("");

    @Mixin OutputOptions output = new OutputOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      WeightFile read = WeightFile.read(in);
      SafetensorsFile.write(out, read.tensors(), read.metadata());
      if (!output.quiet) {
        PrintWriter lines = spec.commandLine().getOut();
        lines.println(out + ": " + totals(read));
        lines.flush();
      }
      return 0;
    }
  }

  WeightsCommand() {}

  private static String totals(WeightFile file) {
    long elements = file.tensors().values().stream().mapToLong(TensorData::elements).sum();
    long bytes =
        file.tensors().values().stream().mapToLong(t -> t.elements() * t.dtype().bytes()).sum();
    return String.format(
        Locale.ROOT,
        "%,d tensors, %,d elements, %,d bytes; %s",
        file.tensors().size(),
        elements,
        bytes,
        file.format().title());
  }

  /** A file's names must not drive the terminal. */
  private static String plain(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }
}
