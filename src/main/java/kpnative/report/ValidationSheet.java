package kpnative.report;

import java.nio.file.Path;
import java.util.List;
import kpnative.draw.BestAndWorstSheet;
import kpnative.eval.FaceEvaluation;
import kpnative.train.Training;

/** The picture in a run's folder, {@code validation.png}: the best and the worst faces. */
public final class ValidationSheet {
  private static final int EACH = 8; // best faces, and worst

  private ValidationSheet() {}

  /**
   * Draws the faces of a training's own evaluation; none if there is no evaluation.
   *
   * @return a line that says why the picture could not be drawn; empty if it was: a training does
   *     not fail because a machine has no fonts, or no memory for the picture
   */
  public static List<String> write(Training.Outcome outcome) {
    if (outcome.evaluation().isEmpty()) {
      return List.of();
    }
    FaceEvaluation evaluation = outcome.evaluation().get();
    Path png = outcome.run().folder().resolve("validation.png");
    try {
      BestAndWorstSheet.of(
              outcome.spec().keypointSchema(),
              outcome.spec().indices(),
              evaluation.detector(),
              evaluation.predictions(),
              i -> PagePicture.photograph(evaluation.predictions().get(i).face()),
              EACH)
          .write(png);
      return List.of();
    } catch (Throwable e) {
      return List.of(Unwritten.line(png, "was not drawn", e));
    }
  }
}
