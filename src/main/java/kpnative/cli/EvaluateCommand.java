package kpnative.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.data.UnreadablePictures;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.measure.BoxChoice;
import kpnative.measure.EvaluationRun;
import kpnative.measure.EvaluationRun.Part;
import kpnative.measure.MeasuredDetector;
import kpnative.measure.Occluders;
import kpnative.text.SpecMapper;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code evaluate} command. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    description =
        "Measures the errors of weights on annotated faces, beside those of the mean shape.")
final class EvaluateCommand implements Callable<Integer> {
  @Mixin WeightsOption weights = new WeightsOption();
  @Mixin PointsOption points = new PointsOption();
  @Mixin DataOptions data = new DataOptions();
  @Mixin PrecisionOption precision = new PrecisionOption();
  @Mixin ReferenceOption reference = new ReferenceOption();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Option(
      names = "--split",
      paramLabel = "all|train|validation",
      defaultValue = "all",
      completionCandidates = PartNames.class,
      description = "Which part of the data to use, split as in training; by default all.")
  Part split = Part.ALL;

  @Option(
      names = "--boxes",
      paramLabel = "own|jittered[:DRAWS]|csv:FILE",
      defaultValue = "own",
      description =
          "The boxes from which faces are cropped: own, derived from the annotation as in training;"
              + " jittered, the same moved by 5 %% of their sides and scaled by 10 %% at random"
              + " (standard deviations), 5 draws by default; or csv:FILE, a face detector's, from a"
              + " table with rows file,x,y,w,h: boxes around the keypoints, in pixels.")
  String boxes = "own";

  @Option(
      names = "--occluders",
      paramLabel = "none|patches|things",
      defaultValue = "none",
      description =
          "What is laid over the faces, so that it is known which keypoints are hidden: none,"
              + " patches (grey squares) or things (ellipses, bars and polygons with parts of"
              + " painted scenes). The same in each run.")
  String occluders = "none";

  @Option(names = "--json", description = "Prints one JSON object, with errors as fractions.")
  boolean json;

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    UnreadablePictures unreadable = output.leftOut(spec);
    DetectorFile file = points.of(weights.read());
    DetectorOptions options = precision.of(file, reference.on(runtime.start()), output.notes(spec));
    MeasuredDetector measured =
        EvaluationRun.of(
            file,
            data.specs(),
            Optional.ofNullable(data.exclude),
            split,
            Occluders.parse(occluders),
            BoxChoice.parse(boxes),
            options,
            output.notes(spec),
            unreadable);
    if (json) {
      out.println(SpecMapper.json().writeValueAsString(measured.toMap()));
    } else {
      out.print(measured.table());
    }
    measured
        .evaluation()
        .worseThanMeanShape()
        .ifPresent(how -> (json ? err : out).println("This model is " + how + "."));
    out.flush();
    return output.exitCode(spec, unreadable);
  }
}
