package kpnative.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureSource;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.Prediction;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.train.Training;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is thrown over a picture or page about a finished training is a line. */
class UnwrittenTest {
  @TempDir Path folder;

  @Test
  void anErrorOverSheetOrReportIsALine() throws IOException {
    Training.Outcome outcome = SmallRuns.train(folder.resolve("run"));
    List<Error> errors =
        Stream.of(
                new OutOfMemoryError("Java heap space"),
                new StackOverflowError(),
                new InternalError("cut short"),
                new NoClassDefFoundError("java/awt/Font"))
            .map(Error.class::cast)
            .toList();
    for (Error error : errors) {
      Training.Outcome failing = withPicturesThatThrow(error, outcome);

      assertThat(ValidationSheet.write(failing))
          .singleElement()
          .asString()
          .startsWith(folder.resolve("run").resolve("validation.png") + " was not drawn: ")
          .hasLineCount(1);
      assertThat(RunReport.tryToWrite(failing))
          .singleElement()
          .asString()
          .startsWith(folder.resolve("run").resolve("report.html") + " was not written: ")
          .hasLineCount(1);
    }
  }

  private static Training.Outcome withPicturesThatThrow(Error error, Training.Outcome outcome) {
    FaceEvaluation e = outcome.evaluation().orElseThrow();
    List<Prediction> predictions =
        e.predictions().stream()
            .map(
                p ->
                    new Prediction(failing(p.face(), error), p.predicted(), p.toInput(), p.input()))
            .toList();
    return new Training.Outcome(
        outcome.run(),
        outcome.spec(),
        outcome.finished(),
        Optional.of(new FaceEvaluation(e.detector(), e.meanShape(), predictions)));
  }

  private static AnnotatedFace failing(AnnotatedFace face, Error error) {
    PictureSource picture =
        new PictureSource() {
          @Override
          public Image read(Channels channels) {
            throw error;
          }

          @Override
          public Size size() throws IOException {
            return face.picture().size();
          }

          @Override
          public String name() {
            return face.picture().name();
          }
        };
    return new AnnotatedFace(
        picture, face.photograph(), face.person(), face.keypoints(), face.box(), face.origin());
  }
}
