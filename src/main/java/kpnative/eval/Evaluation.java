package kpnative.eval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import kpnative.geometry.Point;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * The errors of predictions against ground truth: overall, per face and per keypoint. Immutable.
 *
 * @param measures the measures over all faces
 * @param perFace the NME of each face over the keypoints that it has, in the order of the
 *     predictions; NaN for a face that is not measured, because it lacks what the normaliser needs,
 *     or every predicted keypoint
 * @param perKeypoint the normalised error of each predicted keypoint, averaged over the faces that
 *     are measured and have it, in the order of the indices; NaN if none has
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
   * @throws IllegalArgumentException if there is no prediction, or no face can be measured; or if a
   *     face has another number of keypoints, a keypoint that is not finite, or a normaliser of 0,
   *     with the picture's name in the message
   */
  public static Evaluation of(KeypointSchema schema, int[] indices, List<Prediction> predictions) {
    if (predictions.isEmpty()) {
      throw new IllegalArgumentException("an evaluation needs at least one face, got 0");
    }
    if (indices.length == 0) {
      throw new IllegalArgumentException("an evaluation needs at least one predicted keypoint");
    }
    Sums sums = new Sums(schema, indices, Kind.of(schema, predictions));
    for (Prediction p : predictions) {
      try {
        sums.add(p);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(e.getMessage() + " (" + p.name() + ")", e);
      }
    }
    if (sums.perFace.stream().allMatch(e -> e.isNaN())) {
      throw new IllegalArgumentException(
          "no face can be measured: none of the "
              + predictions.size()
              + " has a keypoint that is predicted and what the normaliser "
              + sums.kind.label
              + " needs");
    }
    return sums.evaluation();
  }

  /** {@return the {@code perFace} of the faces that are measured, in order; possibly none} */
  public List<Double> measured() {
    return perFace.stream().filter(e -> !e.isNaN()).toList();
  }

  /**
   * {@return one sentence about the faces that aren't measured, to be said wherever the measures
   * are; empty if all are}
   */
  public Optional<String> unmeasured() {
    int without = perFace.size() - measured().size();
    return without == 0
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "%d of %d faces lack a point that the normaliser %s needs, or all that are"
                    + " predicted, and are not in NME, AUC and FR",
                without,
                perFace.size(),
                normaliser));
  }

  /** {@return the positions of the measured predictions, ordered by ascending {@code perFace}} */
  public List<Integer> bestFirst() {
    return IntStream.range(0, perFace.size())
        .filter(i -> !perFace.get(i).isNaN())
        .boxed()
        .sorted(Comparator.comparingDouble(perFace::get))
        .toList();
  }

  /**
   * {@return the mean of {@link #measured}: the NME by {@code normaliser}, a fraction; NaN if no
   * face is measured}
   */
  public double meanError() {
    return measured().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }

  /** What the errors of each face and each keypoint are divided by: the first that any has. */
  private enum Kind {
    EYES(Nme.INTER_OCULAR.toString()),
    SIDES(Nme.BOX.toString()),
    CROP("crop");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    static Kind of(KeypointSchema schema, List<Prediction> predictions) {
      if (any(Nme.INTER_OCULAR, schema, predictions)) {
        return EYES;
      }
      return any(Nme.BOX, schema, predictions) ? SIDES : CROP;
    }

    private static boolean any(Nme nme, KeypointSchema schema, List<Prediction> predictions) {
      return predictions.stream()
          .anyMatch(
              p -> {
                try {
                  return nme.normaliser(schema, p.truth()).isPresent();
                } catch (IllegalArgumentException e) { // told with the face's name when it is added
                  return true;
                }
              });
    }
  }

  /** Accumulates the errors over the faces. */
  private static final class Sums {
    private final KeypointSchema schema;
    private final int[] indices;
    private final Kind kind;
    private final List<Double> interOcular = new ArrayList<>();
    private final List<Double> interPupil = new ArrayList<>();
    private final List<Double> box = new ArrayList<>();
    private final List<Double> perFace = new ArrayList<>();
    private final double[] perKeypoint;
    private final int[] measured; // faces in which each keypoint is
    private double squared;
    private double absolute;
    private double absolutePx;
    private long coordinates;
    private int n;

    Sums(KeypointSchema schema, int[] indices, Kind kind) {
      this.schema = schema;
      this.indices = indices;
      this.kind = kind;
      perKeypoint = new double[indices.length];
      measured = new int[indices.length];
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
      n++;
      if (truth.presentCount() == 0) {
        perFace.add(Double.NaN);
        return;
      }
      double error = Nme.of(truth, p.predicted(), 1);
      if (!Double.isFinite(error)) {
        throw new IllegalArgumentException("the predicted keypoints are not finite");
      }
      ocular.ifPresent(d -> interOcular.add(error / d));
      pupil.ifPresent(d -> interPupil.add(error / d));
      side.ifPresent(d -> box.add(error / d));
      double normaliser =
          switch (kind) {
            case EYES -> ocular.orElse(Double.NaN);
            case SIDES -> side.orElse(Double.NaN);
            case CROP -> cropSide(p, truth);
          };
      perFace.add(error / normaliser);
      addPixels(truth, p, normaliser);
    }

    private static double cropSide(Prediction p, Keypoints truth) {
      Point first = truth.present().orElseThrow().point(0);
      return Math.sqrt((double) p.input().area()) / p.toInput().scaleAt(first);
    }

    private void addPixels(Keypoints truth, Prediction p, double normaliser) {
      for (int k = 0; k < indices.length; k++) {
        if (!truth.isPresent(k)) {
          continue;
        }
        Point t = truth.point(k);
        Point q = p.predicted().point(k);
        if (!Double.isNaN(normaliser)) {
          perKeypoint[k] += t.distanceTo(q) / normaliser;
          measured[k]++;
        }
        absolutePx += Math.abs(q.x() - t.x()) + Math.abs(q.y() - t.y());
        Point ti = p.toInput().map(t);
        Point qi = p.toInput().map(q);
        double dx = (qi.x() - ti.x()) / p.input().width();
        double dy = (qi.y() - ti.y()) / p.input().height();
        squared += dx * dx + dy * dy;
        absolute += Math.abs(dx) + Math.abs(dy);
        coordinates += 2;
      }
    }

    Evaluation evaluation() {
      OptionalDouble auc = OptionalDouble.empty();
      OptionalDouble failures = OptionalDouble.empty();
      if (!interOcular.isEmpty()) {
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
      for (int k = 0; k < indices.length; k++) {
        keypoints.add(perKeypoint[k] / measured[k]); // 0 / 0 is the NaN of no face
      }
      return new Evaluation(measures, perFace, keypoints, kind.label);
    }

    private static OptionalDouble mean(List<Double> values) {
      return values.stream().mapToDouble(Double::doubleValue).average();
    }
  }
}
