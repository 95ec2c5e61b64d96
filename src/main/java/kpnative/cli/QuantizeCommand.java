package kpnative.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import kpnative.data.UnreadablePictures;
import kpnative.files.FileNames;
import kpnative.measure.EvaluationRun.Part;
import kpnative.measure.QuantizationRun;
import kpnative.plan.Precision;
import kpnative.text.Counted;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code quantize} command. */
@Command(
    name = "quantize",
    mixinStandardHelpOptions = true,
    description = {
      "Prepares weights for 8-bit inference, and prints what each precision costs in accuracy.",
      "Some faces calibrate the ranges of the activations, the others are measured.",
      "The copy still computes in 32 bits as before; predict --precision int8 uses 8 bits, and"
          + " --precision auto the fastest precision that raised the error by at most 0.5 %%."
    })
final class QuantizeCommand implements Callable<Integer> {
  @Mixin WeightsOption weights = new WeightsOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The copy with the activation ranges.")
  Path out = Path.of("");

  @Option(
      names = "--faces",
      paramLabel = "N",
      description =
          "Number of faces that calibrate the ranges; by default 64, or half of them if they are"
              + " fewer than 128.")
  @Within(least = 1, most = 100_000)
  @Nullable Integer faces;

  @Option(
      names = "--split",
      paramLabel = "all|train|validation",
      defaultValue = "all",
      completionCandidates = PartNames.class,
      description = "Which part of the data to use, split as in training; by default all.")
  Part split = Part.ALL;

  @Mixin DataOptions data = new DataOptions();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    existing.files().named(out);
    runtime.start();
    UnreadablePictures unreadable = output.leftOut(spec);
    QuantizationRun.Cost cost =
        QuantizationRun.write(
            weights.stored(),
            weights.name(),
            data.specs(),
            Optional.ofNullable(data.exclude),
            split,
            faces == null ? 0 : faces,
            out,
            output.notes(spec),
            unreadable);
    if (!output.quiet) {
      PrintWriter lines = spec.commandLine().getOut();
      lines.printf(
          Locale.ROOT,
          "int8: ranges calibrated on %s, errors measured on %d others%n",
          Counted.of(cost.shown(), "face"),
          cost.measured());
      print(cost, lines);
      lines.println(FileNames.text(out));
      lines.flush();
    }
    return output.exitCode(spec, unreadable);
  }

  /** Prints the errors, each beside float32's, and the times. */
  private static void print(QuantizationRun.Cost cost, PrintWriter lines) {
    List<Precision> others =
        cost.by().keySet().stream().filter(p -> p != Precision.FLOAT32).toList();
    lines.printf(Locale.ROOT, "%-16s%10s", "measure", "float32");
    others.forEach(p -> lines.printf(Locale.ROOT, "%10s%10s", p.label(), "change"));
    lines.println();
    Map<String, @Nullable Number> exact = cost.exact().detector().measures().toMap();
    for (String measure : List.of("nme_interocular", "nme_box", "auc08", "fr08")) {
      Number before = exact.get(measure);
      if (before != null) {
        lines.printf(Locale.ROOT, "%-16s%10.5f", measure, before.doubleValue());
        others.forEach(p -> printChange(cost, p, measure, before.doubleValue(), lines));
        lines.println();
      }
    }
    lines.printf(
        Locale.ROOT,
        "milliseconds per face: %s%n",
        cost.by().entrySet().stream()
            .map(
                e ->
                    String.format(
                        Locale.ROOT, "%s %.3f", e.getKey().label(), e.getValue().millis()))
            .collect(Collectors.joining(", ")));
    cost.errors()
        .map(errors -> errors.kept().stream().map(Precision::label))
        .ifPresent(
            kept ->
                lines.println(
                    "--precision auto chooses the fastest of "
                        + kept.collect(Collectors.joining(", "))
                        + ": at most 0.5 % more error than float32"));
  }

  private static void printChange(
      QuantizationRun.Cost cost, Precision other, String measure, double before, PrintWriter to) {
    QuantizationRun.Measured measured = Objects.requireNonNull(cost.by().get(other));
    Number after = measured.evaluation().detector().measures().toMap().get(measure);
    if (after != null) {
      to.printf(Locale.ROOT, "%10.5f%+10.5f", after.doubleValue(), after.doubleValue() - before);
    }
  }
}
