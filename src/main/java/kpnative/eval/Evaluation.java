package kpnative.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import kpnative.geometry.Point;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * The errors of predictions against ground truth: overall, per face and per keypoint. Immutable.
 *
 * @param measures the measures over all faces
 * @param perFace the NME of each face, in the order of the predictions
 * @param perKeypoint the normalised error of each predicted keypoint, averaged over the faces, in
 *     the order of the indices
 * @param normaliser what {@code perFace} and {@code perKeypoint} are divided by: {@code
 *     inter-ocular}; {@code box} if the schema has no eyes; {@code crop}, the square root of the
 *     crop's area, if it has a single keypoint
 */
public record Evaluation(
    Measures measures, List<Double> perFace, List<Double> perKeypoint, String normaliser) {
  private static final double LIMIT = 0.08; // of AUC@8 and FR@8

  /** Copies the lists. */
  public Evaluation {
    perFace = List.copyOf(perFace);
    perKeypoint = List.copyOf(perKeypoint);
  }

  /**
   * {@return the evaluation of {@code predictions}}
   *
   * @param indices the predicted keypoints' indices in the schema, from 0
   * @param predictions at least one
   * @throws IllegalArgumentException if there is no prediction; or if a face has another number of
   *     keypoints, a keypoint that is not finite, or a normaliser of 0, with the picture's name in
   *     the message
   */
  public static Evaluation of(KeypointSchema schema, int[] indices, List<Prediction> predictions) {
    if (predictions.isEmpty()) {
      throw new IllegalArgumentException("an evaluation needs at least one face, got 0");
    }
    if (indices.length == 0) {
      throw new IllegalArgumentException("an evaluation needs at least one predicted keypoint");
    }
    Sums sums = new Sums(schema, indices);
    for (Prediction p : predictions) {
      try {
        sums.add(p);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(e.getMessage() + " (" + p.name() + ")", e);
      }
    }
    return sums.evaluation();
  }

  /** {@return the positions of the predictions, ordered by ascending {@code perFace}} */
  public List<Integer> bestFirst() {
    return IntStream.range(0, perFace.size())
        .boxed()
        .sorted(Comparator.comparingDouble(perFace::get))
        .toList();
  }

  /** {@return the mean of {@code perFace}: the NME by {@code normaliser}, a fraction} */
  public double meanError() {
    return perFace.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** Accumulates the errors over the faces. */
  private static final class Sums {
    private final KeypointSchema schema;
    private final int[] indices;
    private final List<Double> interOcular = new ArrayList<>();
    private final List<Double> interPupil = new ArrayList<>();
    private final List<Double> box = new ArrayList<>();
    private final List<Double> crop = new ArrayList<>();
    private final double[] perKeypoint;
    private double squared;
    private double absolute;
    private double absolutePx;
    private int n;

    Sums(KeypointSchema schema, int[] indices) {
      this.schema = schema;
      this.indices = indices;
      perKeypoint = new double[indices.length];
    }

    void add(Prediction p) {
      if (p.predicted().count() != indices.length) {
        throw new IllegalArgumentException(
            "a prediction needs " + indices.length + " keypoints, got " + p.predicted().count());
      }
      // Compute all normalisers first, so that an invalid face is rejected before the sums change.
      OptionalDouble ocular = Nme.INTER_OCULAR.normaliser(schema, p.truth());
      OptionalDouble pupil = Nme.INTER_PUPIL.normaliser(schema, p.truth());
      OptionalDouble side = Nme.BOX.normaliser(schema, p.truth());
      Keypoints truth = p.truth().select(indices);
      double error = Nme.of(truth, p.predicted(), 1);
      if (!Double.isFinite(error)) {
        throw new IllegalArgumentException("the predicted keypoints are not finite");
      }
      double cropSide = Math.sqrt((double) p.input().area()) / p.toInput().scaleAt(truth.point(0));
      ocular.ifPresent(d -> interOcular.add(error / d));
      pupil.ifPresent(d -> interPupil.add(error / d));
      side.ifPresent(d -> box.add(error / d));
      crop.add(error / cropSide);
      addPixels(truth, p, ocular.orElse(side.orElse(cropSide)));
      n++;
    }

    private void addPixels(Keypoints truth, Prediction p, double normaliser) {
      for (int k = 0; k < indices.length; k++) {
        Point t = truth.point(k);
        Point q = p.predicted().point(k);
        perKeypoint[k] += t.distanceTo(q) / normaliser;
        absolutePx += Math.abs(q.x() - t.x()) + Math.abs(q.y() - t.y());
        Point ti = p.toInput().map(t);
        Point qi = p.toInput().map(q);
        double dx = (qi.x() - ti.x()) / p.input().width();
        double dy = (qi.y() - ti.y()) / p.input().height();
        squared += dx * dx + dy * dy;
        absolute += Math.abs(dx) + Math.abs(dy);
      }
    }

    Evaluation evaluation() {
      double coordinates = 2.0 * n * indices.length;
      boolean eyes = !interOcular.isEmpty();
      boolean sides = !box.isEmpty();
      OptionalDouble auc = OptionalDouble.empty();
      OptionalDouble failures = OptionalDouble.empty();
      if (eyes) {
        ErrorCurve curve = ErrorCurve.of(interOcular);
        auc = OptionalDouble.of(curve.auc(LIMIT));
        failures = OptionalDouble.of(curve.failureRate(LIMIT));
      }
      Measures measures =
          new Measures(
              n,
              squared / coordinates,
              absolute / n,
              absolutePx / coordinates,
              mean(interOcular),
              mean(interPupil),
              mean(box).orElse(Double.NaN),
              auc,
              failures);
      List<Double> keypoints = new ArrayList<>();
      for (double sum : perKeypoint) {
        keypoints.add(sum / n);
      }
      return new Evaluation(
          measures,
          eyes ? interOcular : sides ? box : crop,
          keypoints,
          eyes ? Nme.INTER_OCULAR.toString() : sides ? Nme.BOX.toString() : "crop");
    }

    private static OptionalDouble mean(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).average();
    }
  }
}
