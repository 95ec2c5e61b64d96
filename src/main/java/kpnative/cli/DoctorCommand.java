package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.doctor.DataReport;
import kpnative.doctor.DataSheet;
import kpnative.doctor.Diagnosis;
import kpnative.draw.FaceSheet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code doctor}. */
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = {
      "Shows versions, processor, memory, GPUs, where the native libraries lie, and what is used.",
      "With --data, what is wrong or odd in annotated faces instead: files that cannot be read,",
      "keypoints outside or missing, sides swapped, odd shapes, photographs that occur twice.",
      "The exit code is 1 where the native libraries cannot be loaded, or no face can be read."
    })
final class DoctorCommand implements Callable<Integer> {
  @Mixin DataOptions data = new DataOptions();
  @Mixin RecipeOptions recipe = new RecipeOptions();

  @Option(
      names = "--out",
      paramLabel = "PNG",
      description = "With --data: a sheet of the worst faces.")
  @Nullable Path out;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "With --data: everything that was found.")
  @Nullable Path json;

  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    return data.data.isEmpty() ? machine() : data();
  }

  private int machine() throws IOException {
    if (out != null || json != null || data.exclude != null) {
      throw new IllegalArgumentException("--out, --json and --exclude need --data");
    }
    Diagnosis diagnosis = Diagnosis.of(runtime.device, runtime.threads());
    print(diagnosis.toText());
    return diagnosis.healthy() ? 0 : ExitCode.FAILED;
  }

  private int data() throws IOException {
    DataReport report =
        DataReport.of(
            recipe.load(null), data.data, Optional.ofNullable(data.exclude), output.notes(spec));
    print(report.toText(output.verbose));
    if (json != null) {
      report.writeJson(json);
    }
    if (out != null) {
      Optional<FaceSheet> sheet = DataSheet.of(report.check());
      if (sheet.isPresent()) {
        sheet.get().write(out);
      } else {
        output.notes(spec).accept("no sheet: nothing was found that could be shown");
      }
    }
    return report.isUsable() ? 0 : ExitCode.FAILED;
  }

  private void print(String text) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.print(text);
    writer.flush();
  }
}
