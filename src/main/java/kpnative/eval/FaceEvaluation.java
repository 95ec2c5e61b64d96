package kpnative.eval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.Keypoints;

/**
 * A detector's evaluation on annotated faces, and the mean-shape baseline's on the same faces.
 * Immutable.
 *
 * @param detector the detector's evaluation
 * @param meanShape the evaluation of the training set's mean shape, placed into each face's box
 * @param predictions the detector's predictions
 */
public record FaceEvaluation(
    Evaluation detector, Evaluation meanShape, List<Prediction> predictions) {
  /** Copies the list. */
  public FaceEvaluation {
    predictions = List.copyOf(predictions);
  }

  /**
   * {@return the evaluation of a detector's predictions on faces of its schema, and of the
   * baseline}
   */
  public static FaceEvaluation of(DetectorSpec spec, List<Prediction> predictions) {
    return new FaceEvaluation(
        detector(spec, predictions), meanShape(spec, predictions), predictions);
  }

  /**
   * {@return one sentence if the detector is not better than the mean shape, to be said wherever
   * its measures are; empty if it is better} Compared are the means of {@link Evaluation#perFace}.
   */
  public Optional<String> worseThanMeanShape() {
    double own = detector.meanError();
    double mean = meanShape.meanError();
    if (own < mean || Double.isNaN(own) || Double.isNaN(mean)) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s than the mean shape: its error is %.2f %%, that of the average training face,"
                + " placed without looking at the picture, %.2f %% (NME, %s)",
            own == mean ? "no better" : "worse",
            100 * own,
            100 * mean,
            detector.normaliser()));
  }

  /** {@return the detector's evaluation alone} */
  public static Evaluation detector(DetectorSpec spec, List<Prediction> predictions) {
    return Evaluation.of(spec.keypointSchema(), spec.indices(), predictions);
  }

  /** {@return the mean-shape baseline's evaluation alone} */
  public static Evaluation meanShape(DetectorSpec spec, List<Prediction> predictions) {
    MeanShapeBaseline mean = baseline(spec);
    FaceSampler sampler = FaceSampler.of(spec);
    List<Prediction> shapes = new ArrayList<>();
    for (Prediction p : predictions) {
      Keypoints shape = mean.predict(sampler.faceBox(p.face(), p.toInput()));
      shapes.add(p.withPredicted(shape.select(spec.indices())));
    }
    return Evaluation.of(spec.keypointSchema(), spec.indices(), shapes);
  }

  /** {@return the mean shape of training faces, in fractions of their boxes} */
  public static MeanShapeBaseline fit(FaceSampler sampler, List<AnnotatedFace> training)
      throws IOException {
    return fit(sampler, training, UnreadablePictures.FATAL);
  }

  /**
   * {@return the mean shape of training faces, in fractions of their boxes}
   *
   * @param unreadable how to treat a face whose box is the whole picture, if that picture cannot be
   *     read
   * @throws IOException if a picture cannot be read and {@code unreadable} does not leave it out,
   *     or if no picture can be read
   */
  public static MeanShapeBaseline fit(
      FaceSampler sampler, List<AnnotatedFace> training, UnreadablePictures unreadable)
      throws IOException {
    List<MeanShapeBaseline.Sample> samples = new ArrayList<>();
    for (AnnotatedFace face : training) {
      try {
        samples.add(new MeanShapeBaseline.Sample(face.keypoints(), sampler.faceBox(face)));
      } catch (IOException e) {
        unreadable.leaveOut(face.picture(), e);
      }
    }
    if (samples.isEmpty()) {
      throw new IOException("none of the " + training.size() + " training pictures can be read");
    }
    return MeanShapeBaseline.fit(samples);
  }

  private static MeanShapeBaseline baseline(DetectorSpec spec) {
    return MeanShapeBaseline.of(
        Keypoints.of(spec.meanShape().stream().mapToDouble(Double::doubleValue).toArray()));
  }
}
