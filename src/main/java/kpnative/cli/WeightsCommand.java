package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.files.FileNames;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.SelectedPoints;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import kpnative.weights.WeightFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code weights} command. */
@Command(
    name = "weights",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Inspects and converts files of weights: safetensors, or a state_dict saved by torch.save.",
      "No code in a file is executed; a file that holds more than tensors, dicts, lists, strings"
          + " and numbers is refused."
    },
    subcommands = {
      WeightsCommand.Inspect.class,
      WeightsCommand.Convert.class,
      WeightsCommand.Select.class
    })
final class WeightsCommand {
  /** The {@code weights inspect} command. */
  @Command(
      name = "inspect",
      mixinStandardHelpOptions = true,
      versionProvider = VersionLine.class,
      description = "Lists every tensor's name, type and shape.")
  static final class Inspect implements Callable<Integer> {
    @Parameters(
        paramLabel = "FILE|builtin[:NAME]",
        description = "The file; its suffix does not matter. Or a built-in model.")
    String file = "";

    @Mixin OutputOptions output = new OutputOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      WeightFile read = stored(file);
      PrintWriter out = spec.commandLine().getOut();
      Map<String, TensorData> tensors = read.tensors();
      int width = Math.min(60, tensors.keySet().stream().mapToInt(String::length).max().orElse(0));
      String row = "%-" + Math.max(1, width) + "s  %-4s  %s%n";
      tensors.forEach(
          (name, t) -> out.printf(Locale.ROOT, row, name, t.dtype(), Arrays.toString(t.shape())));
      out.println(totals(read));
      if (!read.metadata().isEmpty()) {
        out.println("metadata: " + String.join(", ", read.metadata().keySet()));
      }
      out.flush();
      return 0;
    }
  }

  /** The {@code weights convert} command. */
  @Command(
      name = "convert",
      mixinStandardHelpOptions = true,
      versionProvider = VersionLine.class,
      description = "Writes the tensors to a safetensors file, with types and names unchanged.")
  static final class Convert implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "IN|builtin[:NAME]",
        description = "A file in any supported format. Or a built-in model.")
    String in = "";

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    Path out = Path.of("");

    @Mixin ForceOption existing = new ForceOption();
    @Mixin OutputOptions output = new OutputOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      existing.files().named(out);
      WeightFile read = stored(in);
      SafetensorsFile.write(out, read.tensors(), read.metadata());
      if (!output.quiet) {
        PrintWriter lines = spec.commandLine().getOut();
        lines.println(FileNames.text(out) + ": " + totals(read));
        lines.flush();
      }
      return 0;
    }
  }

  /** The {@code weights select} command. */
  @Command(
      name = "select",
      mixinStandardHelpOptions = true,
      versionProvider = VersionLine.class,
      description = {
        "Writes a detector of some of another's keypoints, which finds them as that one does.",
        "Its confidences are left out: calibrate adds them."
      })
  static final class Select implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "IN|builtin[:NAME]",
        description = "A detector's weights. Or a built-in model.")
    String in = "";

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    Path out = Path.of("");

    @Option(
        names = "--points",
        paramLabel = "POINTS",
        required = true,
        description =
            "Names of points and groups, indices and ranges, with commas between; of joined"
                + " schemas also the name of one, which the detector then has alone.")
    String points = "";

    @Mixin ForceOption existing = new ForceOption();
    @Mixin OutputOptions output = new OutputOptions();

    @Spec CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws Exception {
      existing.files().named(out);
      DetectorFile selected = SelectedPoints.of(DetectorFile.of(stored(in), in), points);
      SafetensorsFile.write(out, selected.tensors(), selected.metadata());
      if (!output.quiet) {
        PrintWriter lines = spec.commandLine().getOut();
        lines.printf(
            Locale.ROOT,
            "%s: %d keypoints of %s%n",
            FileNames.text(out),
            selected.spec().keypoints().size(),
            selected.spec().keypointSchema());
        lines.flush();
      }
      return 0;
    }
  }

  WeightsCommand() {}

  /** {@return tensors and metadata as they are stored, with a model's notice in the latter} */
  private static WeightFile stored(String fileOrModel) throws IOException {
    Optional<BuiltInModel> model = BuiltInModel.of(fileOrModel);
    return model.isPresent() ? model.get().stored() : WeightFile.read(FileNames.path(fileOrModel));
  }

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
}
