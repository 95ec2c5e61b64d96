package kpnative.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.draw.BestAndWorstSheet;
import kpnative.draw.Curves;
import kpnative.eval.FaceEvaluation;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.infer.DetectorSpec;
import kpnative.train.Run;
import kpnative.train.Training;

/** The pictures in a run's folder: {@code curves.png} and {@code validation.png}. */
public final class RunPictures {
  private static final int EACH = 8; // best faces, and worst

  private RunPictures() {}

  /**
   * Draws both pictures.
   *
   * @return a line for each picture that could not be drawn, with the reason: a training does not
   *     fail because a machine has no fonts
   */
  public static List<String> write(Training.Outcome outcome) {
    List<String> problems = new ArrayList<>();
    Run run = outcome.run();
    if (outcome.evaluation().isEmpty()) {
      return problems;
    }
    Path curves = run.folder().resolve("curves.png");
    try {
      Curves.write(run.metrics(), curves);
    } catch (IOException e) {
      problems.add(curves + " was not drawn: " + e.getMessage());
    }
    Path validation = run.folder().resolve("validation.png");
    try {
      writeSheet(outcome.spec(), outcome.evaluation().get(), validation);
    } catch (IOException e) {
      problems.add(validation + " was not drawn: " + e.getMessage());
    }
    return problems;
  }

  private static void writeSheet(DetectorSpec spec, FaceEvaluation evaluation, Path png)
      throws IOException {
    BestAndWorstSheet.of(
            spec.keypointSchema(),
            spec.indices(),
            evaluation.detector(),
            evaluation.predictions(),
            i -> photograph(evaluation.predictions().get(i).face()),
            EACH)
        .write(png);
  }

  private static BufferedImage photograph(AnnotatedFace face) throws IOException {
    try (Image image = face.picture().read(Channels.COLOR)) {
      return image.toBufferedImage();
    }
  }
}
