package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.read.DlibXmlReader;
import kpnative.data.read.DlibXmlReader.FramedFace;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.Prediction;
import kpnative.files.FileNames;
import kpnative.image.Photo;
import kpnative.infer.DetectorFile;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import kpnative.measure.DetectedFaces;
import kpnative.measure.EvaluationRun;
import kpnative.measure.EvaluationRun.Part;
import kpnative.predict.Submission;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code submission} command. */
@Command(
    name = "submission",
    mixinStandardHelpOptions = true,
    description = {
      "Writes predictions as a contest's CSV file.",
      "Its columns are Id,Predicted: one row per coordinate, in pixels.",
      "For annotated faces, also prints the contest's error."
    })
final class SubmissionCommand implements Callable<Integer> {
  @Mixin WeightsOption weights = new WeightsOption();

  @Mixin DataOptions data = new DataOptions();

  @Option(
      names = "--boxes",
      paramLabel = "FILE",
      description =
          "Instead of --data: a dlib XML file with boxes, where parts are optional. The boxes are"
              + " taken as the faces' extents.")
  @Nullable Path boxes;

  @Option(names = "--out", required = true, paramLabel = "CSV", description = "The file to write.")
  Path out = Path.of("");

  @Mixin ReferenceOption reference = new ReferenceOption();
  @Mixin RuntimeOptions runtime = new RuntimeOptions();
  @Mixin ForceOption existing = new ForceOption();
  @Mixin OutputOptions output = new OutputOptions();

  @Spec CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    if ((boxes == null) == data.data.isEmpty()) {
      throw new IllegalArgumentException("submission takes either --data or --boxes");
    }
    existing.files().named(out);
    DetectorFile file = weights.read();
    try (KeypointDetector detector = KeypointDetector.of(file, reference.on(runtime.start()))) {
      if (boxes != null) {
        write(framed(detector, boxes));
        return 0;
      }
      List<AnnotatedFace> faces =
          EvaluationRun.faces(
              file,
              data.specs(),
              Optional.ofNullable(data.exclude),
              Part.ALL,
              output.notes(spec),
              UnreadablePictures.FATAL);
      List<Prediction> found =
          DetectedFaces.of(detector, faces, UnreadablePictures.FATAL).predictions();
      write(found.stream().map(Prediction::predicted).toList());
      double error = FaceEvaluation.detector(detector.spec(), found).measures().contestMaePx();
      print(String.format(Locale.ROOT, "contest MAE %.3f px", error));
    }
    return 0;
  }

  private static List<Keypoints> framed(KeypointDetector detector, Path list) throws IOException {
    List<Keypoints> found = new ArrayList<>();
    for (FramedFace face : DlibXmlReader.framed(list)) {
      found.add(detector.detect(Photo.of(face.picture()), face.box()).keypoints());
    }
    return found;
  }

  private void write(List<Keypoints> found) throws IOException {
    Submission.write(found, out);
    if (!output.quiet) {
      print(found.size() + " faces -> " + FileNames.text(out));
    }
  }

  private void print(String line) {
    PrintWriter writer = spec.commandLine().getOut();
    writer.println(line);
    writer.flush();
  }
}
