package kpnative.train;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.eval.Evaluation;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.Prediction;
import kpnative.geometry.Warp;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.Keypoints;
import kpnative.natives.NativeScope;
import kpnative.network.RawOutputs;
import kpnative.train.loss.Losses;
import org.bytedeco.pytorch.Tensor;

/**
 * What predictions on validation faces come to.
 *
 * @param nme mean over the faces, a fraction; by which normaliser, {@link Evaluation#normaliser()}
 *     says
 * @param loss the recipe's loss: of coordinates, of the answers as the detector gives them,
 *     averaged with the mirrored input's if the recipe says so; of maps, the mean over batches by
 *     their faces, of the picture's own maps
 */
record Validation(double nme, double loss) {

  /** {@return what these predictions come to} */
  static Validation of(DetectorSpec spec, Losses losses, List<Prediction> found) {
    return new Validation(mean(FaceEvaluation.detector(spec, found)), loss(spec, losses, found));
  }

  /** {@return what these predictions come to, where the loss is of maps and was taken with them} */
  static Validation of(DetectorSpec spec, MapLoss taken, List<Prediction> found) {
    return new Validation(mean(FaceEvaluation.detector(spec, found)), taken.mean());
  }

  /** A loss of maps, over the batches that a network is evaluated on. */
  static final class MapLoss implements RawOutputs {
    private final Losses losses;
    private double sum;
    private long faces;

    MapLoss(Losses losses) {
      this.losses = losses;
    }

    @Override
    public void take(Tensor raw, Tensor target) {
      sum += losses.apply(raw, target).item_float() * raw.size(0);
      faces += raw.size(0);
    }

    private double mean() {
      return sum / Math.max(1, faces);
    }
  }

  /** {@return the NME of the training's mean shape on faces} */
  static double meanShapeNme(
      DetectorSpec spec, List<AnnotatedFace> faces, UnreadablePictures unreadable)
      throws IOException {
    List<Prediction> exact = new ArrayList<>();
    for (AnnotatedFace face : faces) {
      try {
        Warp toInput = FaceSampler.of(spec).crop(face).toInput();
        exact.add(
            new Prediction(
                face, face.keypoints().select(spec.indices()), toInput, spec.input().size()));
      } catch (IOException e) {
        unreadable.leaveOut(face.picture(), e);
      }
    }
    return mean(FaceEvaluation.meanShape(spec, exact));
  }

  private static double mean(Evaluation evaluation) {
    return evaluation.perFace().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private static double loss(DetectorSpec spec, Losses losses, List<Prediction> found) {
    int floats = FaceSampler.of(spec).targetFloats();
    float[] answers = new float[found.size() * floats];
    float[] targets = new float[found.size() * floats];
    for (int i = 0; i < found.size(); i++) {
      Prediction p = found.get(i);
      Keypoints truth = p.face().keypoints().select(spec.indices());
      spec.codec().encode(p.predicted().map(p.toInput()), spec.input().size(), answers, i * floats);
      spec.codec().encode(truth.map(p.toInput()), spec.input().size(), targets, i * floats);
    }
    try (NativeScope scope = NativeScope.open()) {
      Tensor answer = Tensor.create(answers, found.size(), floats);
      Tensor target = Tensor.create(targets, found.size(), floats);
      return losses.apply(answer, target).item_float();
    }
  }
}
