package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.checks.ItemFailure;
import kpnative.checks.Require;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureFile;
import kpnative.data.PictureSource;
import kpnative.data.UnreadablePictures;
import kpnative.files.FileNames;
import kpnative.geometry.Box;
import kpnative.image.PictureFiles;
import kpnative.infer.DetectorFile;
import kpnative.infer.KeypointDetector;
import kpnative.measure.EvaluationRun;
import kpnative.measure.EvaluationRun.Part;
import kpnative.predict.HeatmapPictures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The {@code heatmaps} command. */
@Command(
    name = "heatmaps",
    mixinStandardHelpOptions = true,
    description = {
      "Draws a network's heatmaps over the face crop that it receives.",
      "Each map is divided by its maximum, then all are summed; --keypoint draws single maps."
    })
final class HeatmapsCommand implements Callable<Integer> {
  @Mixin WeightsOption weights = new WeightsOption();

  @Parameters(
      arity = "0..*",
      paramLabel = "IMAGE|DIR",
      description = "Pictures, or folders, which are searched recursively; or use --data instead.")
  List<Path> pictures = new ArrayList<>();

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--split",
      paramLabel = "all|train|validation",
      defaultValue = "all",
      completionCandidates = PartNames.class,
      description = "Which part of the data to use, split as in training; by default all.")
  Part split = Part.ALL;

  @Option(
      names = "--count",
      paramLabel = "N",
      defaultValue = "8",
      description = "Number of faces of the data to draw; by default 8.")
  @Within(least = 1, most = 10_000)
  int count = 8;

  @Option(
      names = "--keypoint",
      paramLabel = "N",
      split = ",",
      description =
          "Draws this keypoint's map: its index in the schema, from 0; commas separate several.")
  List<Integer> keypoints = new ArrayList<>();

  @Option(
      names = "--box",
      paramLabel = "x,y,w,h",
      converter = FaceBoxConverter.class,
      description =
          "The face in each picture, as for predict; by default the face fills the picture.")
  @Nullable Box box;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "The folder for the pictures.")
  Path out = Path.of("");

  @Mixin ReferenceOption reference = new ReferenceOption();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if (pictures.isEmpty() == data.data.isEmpty()) {
      throw new IllegalArgumentException("heatmaps takes either pictures or --data");
    }
    Require.atLeast("--count", count, 1);
    UnreadablePictures failed = output.leftOut(spec);
    DetectorFile file = weights.read();
    try (KeypointDetector detector = KeypointDetector.of(file, reference.on(runtime.start()))) {
      HeatmapPictures drawn = new HeatmapPictures(detector, out, existing.files(), keypoints);
      for (Path each : pictures) {
        for (Path picture : under(each, failed)) {
          draw(
              new PictureFile(picture),
              () -> drawn.write(picture, Optional.ofNullable(box)),
              failed);
        }
      }
      if (!data.data.isEmpty()) {
        List<AnnotatedFace> faces =
            EvaluationRun.faces(
                file,
                data.specs(),
                Optional.ofNullable(data.exclude),
                split,
                output.notes(spec),
                failed);
        for (AnnotatedFace face : faces.subList(0, Math.min(count, faces.size()))) {
          draw(face.picture(), () -> drawn.write(face), failed);
        }
      }
    }
    return output.exitCode(spec, failed);
  }

  private static List<Path> under(Path each, UnreadablePictures failed) throws IOException {
    try {
      return PictureFiles.under(each);
    } catch (Throwable e) {
      failed.leaveOut(ItemFailure.of(FileNames.text(each), e));
      return List.of();
    }
  }

  private void draw(PictureSource picture, Callable<List<Path>> drawing, UnreadablePictures failed)
      throws IOException {
    try {
      printWritten(picture.name(), drawing.call());
    } catch (Throwable e) {
      failed.leaveOut(picture, e);
    }
  }

  private void printWritten(String picture, List<Path> written) {
    if (!output.quiet) {
      PrintWriter writer = spec.commandLine().getOut();
      written.forEach(png -> writer.println(picture + " -> " + FileNames.text(png)));
      writer.flush();
    }
  }
}
