package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import kpnative.bench.SpeedBench;
import kpnative.bench.SpeedReport;
import kpnative.checks.Require;
import kpnative.data.UnreadablePictures;
import kpnative.files.AtomicFile;
import kpnative.infer.DetectorFile;
import kpnative.plan.Precision;
import kpnative.text.PlainText;
import kpnative.text.SpecMapper;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code bench} command. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = {
      "Measures how fast detectors answer on this machine's processor, and says what to choose.",
      "All variants take turns, so that a busy moment does not fall on one of them. Errors are not"
          + " measured: that is evaluate's and quantize's."
    })
final class BenchCommand implements Callable<Integer> {
  private static final Path STANDARD_OUTPUT = Path.of("-");

  @Option(
      names = "--weights",
      paramLabel = "FILE|builtin[:NAME]",
      description =
          "Weights to measure; may be repeated. By default all built-in models of this build.")
  List<String> weights = new ArrayList<>();

  @Option(
      names = "--precision",
      split = ",",
      paramLabel = "float32|bfloat16|int8",
      description =
          "Precisions to measure, with commas; by default all that the processor has. int8 of"
              + " weights that quantize did not prepare takes its ranges from the faces shown.")
  List<Precision> precisions = new ArrayList<>();

  @Option(
      names = "--threads",
      split = ",",
      paramLabel = "N",
      description = "Numbers of threads, with commas; by default 1 and that of the cores.")
  List<Integer> threads = new ArrayList<>();

  @Option(
      names = "--seconds",
      paramLabel = "S",
      defaultValue = "30",
      description = "How long all of it takes, about; by default 30.")
  @Within(least = 0.1, most = 86_400)
  double seconds = 30;

  @Option(
      names = "--json",
      paramLabel = "FILE|-",
      description =
          "Also writes all numbers as JSON; - is standard output, which then gets nothing else.")
  @Nullable Path json;

  @Mixin DataOptions data = new DataOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    boolean toOut = json != null && json.equals(STANDARD_OUTPUT);
    if (json != null && !toOut) {
      existing.files().named(json);
    }
    SpeedBench.Settings settings =
        new SpeedBench.Settings(
            models(),
            precisions.isEmpty()
                ? List.of(Precision.FLOAT32, Precision.BFLOAT16, Precision.INT8)
                : precisions,
            threads(),
            seconds,
            data.specs(),
            Optional.ofNullable(data.exclude));
    UnreadablePictures unreadable = output.leftOut(spec);
    SpeedReport report = SpeedBench.run(settings, output.notes(spec), unreadable);
    PrintWriter out = spec.commandLine().getOut();
    String numbers = SpecMapper.json().writeValueAsString(report.toMap()) + "\n";
    if (toOut) {
      // in every charset that a terminal or a pipe may have, these are the bytes of UTF-8
      out.print(PlainText.escaped(numbers, c -> c < 0x80));
    } else {
      out.print(report.toText());
    }
    out.flush();
    if (json != null && !toOut) {
      AtomicFile.write(json, file -> file.write(numbers.getBytes(StandardCharsets.UTF_8)));
    }
    return output.exitCode(spec, unreadable);
  }

  private List<DetectorFile> models() throws IOException {
    CommandLine command = spec.commandLine();
    List<DetectorFile> models = new ArrayList<>();
    for (String each : weights.isEmpty() ? WeightsOption.builtIn() : weights) {
      models.add(WeightsOption.read(each, command));
    }
    return models;
  }

  private List<Integer> threads() {
    int cores = Runtime.getRuntime().availableProcessors();
    List<Integer> chosen = threads.isEmpty() ? Stream.of(1, cores).distinct().toList() : threads;
    chosen.forEach(n -> Require.range("--threads", n, 1, 1024));
    return chosen;
  }
}
