package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.geometry.Box;
import kpnative.infer.KeypointDetector;
import kpnative.report.PredictedPictures;
import kpnative.report.PredictedPictures.Found;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code predict}. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = {
      "Finds the keypoints of one face in each picture and draws them on it.",
      "A picture that cannot be read is reported; the others go on, and the exit code is 1."
    },
    footerHeading = "%nThe list of --json, one object a picture that was read:%n",
    footer = {
      "  file, overlay      paths",
      "  width, height      of the picture, upright, pixels",
      "  box                [x, y, width, height] as given, or null",
      "  schema, indices    which keypoints: their positions in the schema, from 0",
      "  keypoints          [[x, y], ...] in the picture's pixels; 0, 0 is the first one's centre"
    })
final class PredictCommand implements Callable<Integer> {
  @Option(
      names = "--weights",
      required = true,
      paramLabel = "FILE",
      description = "A run's weights.")
  Path weights = Path.of("");

  @Parameters(
      arity = "1..*",
      paramLabel = "IMAGE|DIR",
      description = "Pictures, and folders, which are searched downwards for picture files.")
  List<Path> pictures = new ArrayList<>();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the drawn pictures go, as NAME.png; no file there is overwritten.")
  Path out = Path.of("");

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also lists what was found, as JSON.")
  @Nullable Path json;

  @Option(
      names = "--box",
      paramLabel = "x,y,w,h",
      converter = FaceBoxConverter.class,
      description = {
        "The face in each picture, in its pixels, around the keypoints; fractions are allowed.",
        "By default the face fills the picture."
      })
  @Nullable Box box;

  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Printer printer = new Printer();
    try (KeypointDetector detector = KeypointDetector.load(weights, runtime.start())) {
      PredictedPictures.into(out, Optional.ofNullable(json)) // now: a mistake leaves no folder
          .write(detector, pictures, Optional.ofNullable(box), printer);
    }
    return printer.failures == 0 ? 0 : Main.FAILED;
  }

  /** A line a picture: on the output where it went well, else with the errors. */
  private final class Printer implements PredictedPictures.Listener {
    private int failures;

    @Override
    public void found(Found found) {
      if (!output.quiet) {
        PrintWriter writer = spec.commandLine().getOut();
        writer.println(found.file() + " -> " + found.overlay());
        writer.flush();
      }
    }

    @Override
    public void failed(IOException problem) {
      failures++;
      Main.report(spec.commandLine(), problem);
    }
  }
}
