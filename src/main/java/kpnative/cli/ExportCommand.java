package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.Callable;
import kpnative.export.DetectorExport;
import kpnative.export.ExportFormat;
import kpnative.files.FileNames;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The {@code export} command. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Exports a detector for other programs.",
      "ONNX and TorchScript models take an input tensor [B, C, H, W], normalised as (byte / 255 -"
          + " mean) / standard deviation, and return keypoints [B, K, 2] as fractions of the"
          + " input's sides: a coordinate in pixels is fraction * side - 0.5.",
      "The metadata holds all other settings."
    })
final class ExportCommand implements Callable<Integer> {
  @Mixin WeightsOption weights = new WeightsOption();

  @Option(
      names = "--format",
      required = true,
      paramLabel = "torchscript|onnx|safetensors",
      converter = Format.class,
      completionCandidates = Formats.class,
      description = "The file format.")
  ExportFormat format = ExportFormat.SAFETENSORS;

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The file to write.")
  Path out = Path.of("");

  @Option(
      names = "--half",
      description = "Stores the weights in 16 bits, at half the size; for safetensors only.")
  boolean half;

  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    DetectorExport.write(weights.read(), format, half, out, existing.files());
    if (!output.quiet) {
      PrintWriter lines = spec.commandLine().getOut();
      lines.printf(
          Locale.ROOT, "%s: %s, %,d bytes%n", FileNames.text(out), format, Files.size(out));
      lines.flush();
    }
    return 0;
  }

  /** Parses a format's name. */
  static final class Format implements ITypeConverter<ExportFormat> {
    @Override
    public ExportFormat convert(String name) {
      try {
        return ExportFormat.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  /** Shell completions for {@code --format}. */
  static final class Formats implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return Arrays.stream(ExportFormat.values()).map(ExportFormat::toString).iterator();
    }
  }
}
