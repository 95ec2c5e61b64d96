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
import kpnative.report.PredictedPictures.Lists;
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
      "Finds the faces in each picture, and the keypoints of each, and draws them on it.",
      "A picture that cannot be read is reported; the others go on, and the exit code is 1.",
      "A picture without a face is told of, and is no error."
    },
    footerHeading = "%nThe list of --json, one object a picture that was read:%n",
    footer = {
      "  file, overlay      paths; no overlay (null) where there is no face",
      "  width, height      of the picture, upright, pixels",
      "  schema, indices    which keypoints: their positions in the schema, from 0",
      "  faces              from left to right, each with",
      "    box              [x, y, width, height] around the keypoints, where the network",
      "                     looked; null: the face fills the picture",
      "    score            the face detector's own, null with --box",
      "    disagreement     how far the keypoints move when the network looks from elsewhere, in",
      "                     parts of the face's size; about 0.01 on clear faces",
      "    keypoints        [[x, y], ...] in the picture's pixels; 0, 0 is the first one's centre",
      "    confidence       null"
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
      names = "--csv",
      paramLabel = "FILE",
      description = "Also lists the keypoints, as lines of file,face,index,x,y.")
  @Nullable Path csv;

  @Option(
      names = "--box",
      paramLabel = "x,y,w,h",
      converter = FaceBoxConverter.class,
      description = {
        "The face in each picture, in its pixels, around the keypoints; fractions are allowed.",
        "By default the faces are searched for."
      })
  @Nullable Box box;

  @Mixin FaceOptions faces = new FaceOptions();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Printer printer = new Printer();
    try (KeypointDetector detector = detector()) {
      Lists lists = new Lists(Optional.ofNullable(json), Optional.ofNullable(csv));
      try (FaceOptions.Chosen search = faces.choose(detector, box != null)) {
        PredictedPictures place = PredictedPictures.into(out, lists);
        if (search.search().isPresent()) {
          place.write(detector, search.search().get(), pictures, printer);
        } else {
          place.write(detector, pictures, Optional.ofNullable(box), printer);
        }
      }
    }
    return printer.failures == 0 ? 0 : Main.FAILED;
  }

  /** The one place where the detector of this command is made. */
  private KeypointDetector detector() throws IOException {
    return KeypointDetector.load(weights, runtime.start());
  }

  /** A line a picture: on the output where it went well, else with the errors. */
  private final class Printer implements PredictedPictures.Listener {
    private int failures;

    @Override
    public void found(Found found) {
      if (!output.quiet) {
        PrintWriter writer = spec.commandLine().getOut();
        String overlay = found.overlay().map(path -> " -> " + path).orElse(": no face found");
        int count = found.faces().size();
        writer.println(found.file() + overlay + (count > 1 ? " (" + count + " faces)" : ""));
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
