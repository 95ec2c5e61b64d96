package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.doctor.DataReport;
import kpnative.doctor.DataSheet;
import kpnative.doctor.Diagnosis;
import kpnative.doctor.HeadNotes;
import kpnative.draw.FaceSheet;
import kpnative.files.OutputFiles;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code doctor} command. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Checks this machine or, with --data, annotated faces.",
      "Without --data, shows versions, processor, memory, GPUs, the location of the native"
          + " libraries, and the device and threads that a training would use.",
      "With --data, reports unreadable files, keypoints that are missing or outside the picture,"
          + " swapped sides, unusual shapes, and duplicate photographs; with --labels, also points"
          + " that are probably wrong.",
      "The exit code is 1 if the native libraries cannot be loaded, or a file cannot be read."
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin DataOptions data = new DataOptions();
  @Mixin RecipeOptions recipe = new RecipeOptions();

  @Option(
      names = "--out",
      paramLabel = "PNG",
      description = "With --data: writes a sheet of the worst faces.")
  @Nullable Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "With --data: writes all findings as JSON.")
  @Nullable Path json;

  @Option(
      names = "--labels",
      description =
          "With --data: also finds points far from where a model of the other faces puts them, by"
              + " what the detector of --weights finds of each face.")
  boolean labels;

  @Mixin WeightsOption weights = new WeightsOption();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    return data.data.isEmpty() ? machine() : data();
  }

  private int machine() throws IOException {
    if (out != null || json != null || data.exclude != null || labels) {
      throw new IllegalArgumentException("--out, --json, --exclude and --labels need --data");
    }
    Diagnosis diagnosis = Diagnosis.of(runtime.device, runtime.threads());
    print(diagnosis.toText());
    return diagnosis.healthy() ? 0 : ExitCode.FAILED;
  }

  private int data() throws IOException {
    OutputFiles files = existing.files();
    for (Path each : Arrays.asList(json, out)) {
      if (each != null) {
        files.named(each);
      }
    }
    Optional<Path> exclude = Optional.ofNullable(data.exclude);
    Optional<DetectorFile> detector = labels ? Optional.of(weights.read()) : Optional.empty();
    DataReport report = DataReport.of(recipe.load(null), data.specs(), exclude, output.notes(spec));
    if (detector.isPresent()) {
      DetectorOptions options = DetectorOptions.DEFAULT.on(runtime.start());
      report =
          report.withLabels(data.specs(), exclude, detector.get(), options, output.notes(spec));
    }
    print(HeadNotes.of(data.specs()) + report.toText(output.verbose));
    if (json != null) {
      report.writeJson(json);
    }
    if (out != null) {
      Optional<FaceSheet> sheet = DataSheet.of(report.check());
      if (sheet.isPresent()) {
        sheet.get().write(out);
      } else {
        output.notes(spec).accept("no sheet: no finding has a picture to show");
      }
    }
    return report.isReadable() ? 0 : ExitCode.FAILED;
  }

  private void print(String text) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(text);
    writer.flush();
  }
}
