package kpnative.eval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.infer.DetectorSpec;
import kpnative.infer.FacePrediction;
import kpnative.keypoints.Keypoints;

/**
 * A detector's predictions on annotated faces, and the mean shape's on the same faces.
 *
 * @param detector measured
 * @param meanShape the training set's mean shape in each face's box, measured alike
 * @param faces the faces with what was found, in their order
 * @param predictions the same as they were measured
 */
public record FaceEvaluation(
    Evaluation detector,
    Evaluation meanShape,
    List<FacePrediction> faces,
    List<Prediction> predictions) {
  /** Copies the lists. */
  public FaceEvaluation {
    faces = List.copyOf(faces);
    predictions = List.copyOf(predictions);
  }

  /** {@return the evaluation of a detector's predictions on faces of its own schema} */
  public static FaceEvaluation of(DetectorSpec spec, List<FacePrediction> predictions) {
    List<Prediction> measured = found(spec, predictions);
    return new FaceEvaluation(
        Evaluation.of(spec.keypointSchema(), spec.indices(), measured),
        meanShape(spec, predictions),
        predictions,
        measured);
  }

  /** {@return the detector's side alone} */
  public static Evaluation detector(DetectorSpec spec, List<FacePrediction> predictions) {
    return Evaluation.of(spec.keypointSchema(), spec.indices(), found(spec, predictions));
  }

  /** {@return the mean shape's side alone} */
  public static Evaluation meanShape(DetectorSpec spec, List<FacePrediction> predictions) {
    MeanShapeBaseline mean = baseline(spec);
    FaceSampler sampler = spec.sampler();
    List<Prediction> guesses = new ArrayList<>();
    for (FacePrediction p : predictions) {
      AnnotatedFace face = p.face();
      Keypoints guess = mean.predict(sampler.faceBox(face, p.toInput()));
      guesses.add(prediction(spec, p, guess.select(spec.indices())));
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

  private static List<Prediction> found(DetectorSpec spec, List<FacePrediction> predictions) {
    List<Prediction> found = new ArrayList<>();
    for (FacePrediction p : predictions) {
      found.add(prediction(spec, p, p.keypoints()));
    }
    return found;
  }

  private static MeanShapeBaseline baseline(DetectorSpec spec) {
    return MeanShapeBaseline.of(
        Keypoints.of(spec.meanShape().stream().mapToDouble(Double::doubleValue).toArray()));
  }

  private static Prediction prediction(DetectorSpec spec, FacePrediction p, Keypoints predicted) {
    return new Prediction(
        p.face().keypoints(),
        predicted,
        p.toInput(),
        spec.input().size(),
        p.face().picture().name());
  }
}
