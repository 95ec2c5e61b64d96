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
import kpnative.parallel.Workers;
import kpnative.train.loss.Losses;
import org.bytedeco.pytorch.Tensor;

/**
 * The metrics of predictions on the validation faces.
 *
 * @param nme mean over the faces, a fraction of the normaliser {@link Evaluation#normaliser()}
 * @param loss the recipe's loss. A loss on coordinates is taken of the detector's predictions,
 *     averaged with those of the mirrored input if the recipe says so. A loss on maps is taken of
 *     the maps of the unmirrored input, as a mean over batches weighted by their size
 */
record Validation(double nme, double loss) {

  /** {@return the metrics of these predictions, with a loss on coordinates} */
  static Validation of(DetectorSpec spec, Losses losses, List<Prediction> found) {
    return new Validation(mean(FaceEvaluation.detector(spec, found)), loss(spec, losses, found));
  }

  /**
   * {@return the metrics of these predictions, with a loss on maps that was taken during
   * prediction}
   */
  static Validation of(DetectorSpec spec, MapLoss taken, List<Prediction> found) {
    return new Validation(mean(FaceEvaluation.detector(spec, found)), taken.mean());
  }

  /** Accumulates a loss on maps over the batches that a network is evaluated on. */
  static final class MapLoss implements RawOutputs {
    private final Losses losses;
    private final List<Double> sums = new ArrayList<>(); // over the faces of each batch
    private long faces;

    MapLoss(Losses losses) {
      this.losses = losses;
    }

    @Override
    public void take(Tensor raw, Tensor target) {
      sums.add((double) losses.apply(raw, target).item_float() * raw.size(0));
      faces += raw.size(0);
    }

    /**
     * Replaces the batches that were taken, every W-th of all for each of W workers, by all. A
     * collective.
     *
     * @param ofAll the number of faces of all
     */
    void gather(Workers workers, int ofAll) {
      int most = (int) workers.sums(sums.size())[0];
      double[] each = new double[most];
      for (int i = 0; i < sums.size(); i++) {
        each[i * workers.size() + workers.rank()] = sums.get(i);
      }
      sums.clear();
      for (double sum : workers.sums(each)) {
        sums.add(sum);
      }
      faces = ofAll;
    }

    private double mean() {
      double sum = 0;
      for (double each : sums) {
        sum += each;
      }
      return sum / Math.max(1, faces);
    }
  }

  /** {@return the NME of the training's mean shape on faces} */
  static double meanShapeNme(
      DetectorSpec spec, List<AnnotatedFace> faces, UnreadablePictures unreadable)
      throws IOException {
    List<Prediction> truths = new ArrayList<>();
    for (AnnotatedFace face : faces) {
      try {
        Warp toInput = FaceSampler.of(spec).crop(face).toInput();
        truths.add(
            new Prediction(
                face, face.keypoints().select(spec.indices()), toInput, spec.input().size()));
      } catch (IOException e) {
        unreadable.leaveOut(face.picture(), e);
      }
    }
    return mean(FaceEvaluation.meanShape(spec, truths));
  }

  private static double mean(Evaluation evaluation) {
    return evaluation.measured().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  private static double loss(DetectorSpec spec, Losses losses, List<Prediction> found) {
    int floats = FaceSampler.of(spec).targetFloats();
    float[] predictions = new float[found.size() * floats];
    float[] targets = new float[found.size() * floats];
    for (int i = 0; i < found.size(); i++) {
      Prediction p = found.get(i);
      Keypoints truth = p.face().keypoints().select(spec.indices());
      spec.codec()
          .encode(p.predicted().map(p.toInput()), spec.input().size(), predictions, i * floats);
      spec.codec().encode(truth.map(p.toInput()), spec.input().size(), targets, i * floats);
    }
    try (NativeScope scope = NativeScope.open()) {
      Tensor prediction = Tensor.create(predictions, found.size(), floats);
      Tensor target = Tensor.create(targets, found.size(), floats);
      return losses.apply(prediction, target).item_float();
    }
  }
}
