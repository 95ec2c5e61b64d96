package kpnative.eval;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.geometry.Size;
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
  public static FaceEvaluation of(DetectorSpec spec, List<FacePrediction> predictions)
      throws IOException {
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
  public static Evaluation meanShape(DetectorSpec spec, List<FacePrediction> predictions)
      throws IOException {
    MeanShapeBaseline mean = baseline(spec);
    FaceSampler sampler = spec.sampler();
    List<Prediction> guesses = new ArrayList<>();
    for (FacePrediction p : predictions) {
      AnnotatedFace face = p.face();
      Keypoints guess = mean.predict(sampler.faceBox(face.picture().size(), face));
      guesses.add(prediction(spec, p, guess.select(spec.indices())));
    }
    return Evaluation.of(spec.keypointSchema(), spec.indices(), guesses);
  }

  /** {@return the mean shape of training faces, in fractions of their boxes} */
  public static MeanShapeBaseline fit(FaceSampler sampler, List<AnnotatedFace> training)
      throws IOException {
    List<MeanShapeBaseline.Sample> samples = new ArrayList<>();
    for (AnnotatedFace face : training) {
      Size size = face.picture().size();
      samples.add(new MeanShapeBaseline.Sample(face.keypoints(), sampler.faceBox(size, face)));
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
