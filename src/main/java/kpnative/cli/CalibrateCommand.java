package kpnative.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.data.UnreadablePictures;
import kpnative.files.FileNames;
import kpnative.infer.ConfidenceCalibration;
import kpnative.measure.CalibrationRun;
import kpnative.measure.EvaluationRun.Part;
import kpnative.text.Counted;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code calibrate} command. */
@Command(
    name = "calibrate",
    mixinStandardHelpOptions = true,
    description = {
      "Adds keypoint confidences to weights, calibrated on annotated faces.",
      "A confidence is the estimated probability that a keypoint's error is at most 5 %% of the"
          + " distance between the outer eye corners.",
      "Weights that say which keypoints can be seen get a new calibration of that, too, on the same"
          + " faces with grey patches laid on them.",
      "A training calibrates its weights at its end, on its validation faces."
    })
final class CalibrateCommand implements Callable<Integer> {
  @Mixin WeightsOption weights = new WeightsOption();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "The calibrated copy of the weights.")
  Path out = Path.of("");

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--split",
      paramLabel = "all|train|validation",
      defaultValue = "validation",
      completionCandidates = PartNames.class,
      description =
          "Which part of the data to use, split as in training; by default validation, the right"
              + " choice for the training data. For other data use all.")
  Part split = Part.VALIDATION;

  @Mixin ReferenceOption reference = new ReferenceOption();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    existing.files().named(out);
    UnreadablePictures unreadable = output.leftOut(spec);
    CalibrationRun.Calibrated done =
        CalibrationRun.write(
            weights.stored(),
            weights.name(),
            data.specs(),
            Optional.ofNullable(data.exclude),
            split,
            out,
            reference.on(runtime.start()),
            output.notes(spec),
            unreadable);
    if (!output.quiet) {
      ConfidenceCalibration c = done.calibration();
      PrintWriter lines = spec.commandLine().getOut();
      lines.printf(
          Locale.ROOT,
          "confidence: the probability of an error of at most %.2f %s, fitted on %s%n",
          c.limit(),
          c.normaliser(),
          Counted.of(c.faces(), "face"));
      lines.print(done.reliability().table());
      done.visibility()
          .ifPresent(
              v ->
                  lines.printf(
                      Locale.ROOT,
                      "visibility: fitted on %s with patches, %.0f %% of their points"
                          + " hidden%n",
                      Counted.of(v.faces(), "face"),
                      100 * v.hidden()));
      lines.println(FileNames.text(out));
      lines.flush();
    }
    return output.exitCode(spec, unreadable);
  }
}
