package kpnative.eval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.Keypoints;

/**
 * A detector's predictions on annotated faces, and the mean shape's on the same faces.
 *
 * @param detector measured
 * @param meanShape the training set's mean shape in each face's box, measured alike
 * @param predictions of the detector
 */
public record FaceEvaluation(
    Evaluation detector, Evaluation meanShape, List<Prediction> predictions) {
  /** Copies the list. */
  public FaceEvaluation {
    predictions = List.copyOf(predictions);
  }

  /** {@return the evaluation of a detector's predictions on faces of its own schema} */
  public static FaceEvaluation of(DetectorSpec spec, List<Prediction> predictions) {
    return new FaceEvaluation(
        detector(spec, predictions), meanShape(spec, predictions), predictions);
  }

  /** {@return the detector's side alone} */
  public static Evaluation detector(DetectorSpec spec, List<Prediction> predictions) {
    return Evaluation.of(spec.keypointSchema(), spec.indices(), predictions);
  }

  /** {@return the mean shape's side alone} */
  public static Evaluation meanShape(DetectorSpec spec, List<Prediction> predictions) {
    MeanShapeBaseline mean = baseline(spec);
    FaceSampler sampler = FaceSampler.of(spec);
    List<Prediction> guesses = new ArrayList<>();
    for (Prediction p : predictions) {
      Keypoints guess = mean.predict(sampler.faceBox(p.face(), p.toInput()));
      guesses.add(p.withPredicted(guess.select(spec.indices())));
    }
    return Evaluation.of(spec.keypointSchema(), spec.indices(), guesses);
  }

  /** {@return the mean shape of training faces, in fractions of their boxes} */
  public static MeanShapeBaseline fit(FaceSampler sampler, List<AnnotatedFace> training)
      throws IOException {
    return fit(sampler, training, UnreadablePictures.FATAL);
  }

  /**
   * {@return the mean shape of training faces, in fractions of their boxes}
   *
   * @param unreadable what becomes of a face whose box is its picture, where that cannot be read
   * @throws IOException if a picture cannot be read and is not to be left out, or none can
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
