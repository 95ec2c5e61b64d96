package kpnative.peers;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import kpnative.eval.Nme;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * How a peer's points go with the 68 of 300-W: which of its own stands for each, and by how much it
 * lies elsewhere, as a median. Both are learned on faces that nothing is measured on.
 *
 * <p>A peer with 68 points has them in the same order. Of another, such as a mesh, that point
 * stands for one of ours which lies nearest to it on average. Offsets are in fractions of the outer
 * eye corners' distance, x along the eyes, both as the peer itself predicts them: no truth is
 * needed to take them off.
 */
final class Convention {
  private static final KeypointSchema SCHEMA = KeypointSchema.IBUG68;
  private static final int JAW = 17; // its points come first
  private static final int LEFT_CORNER = 36;
  private static final int RIGHT_CORNER = 45;

  private final int[] places;
  private final double[] offsets; // x, y of each point

  private Convention(int[] places, double[] offsets) {
    this.places = places;
    this.offsets = offsets;
  }

  /**
   * Learns.
   *
   * @param truths 68 points a face
   * @param answers the peer's points of the same faces, x and y in turn
   */
  static Convention of(List<Keypoints> truths, List<double[]> answers) {
    int[] places = places(truths, answers);
    double[][] all = new double[2 * places.length][truths.size()];
    for (int i = 0; i < truths.size(); i++) {
      double[] own = select(answers.get(i), places);
      Frame frame = Frame.of(own);
      for (int k = 0; k < places.length; k++) {
        double dx = (truths.get(i).x(k) - own[2 * k]) / frame.unit;
        double dy = (truths.get(i).y(k) - own[2 * k + 1]) / frame.unit;
        all[2 * k][i] = dx * frame.cos + dy * frame.sin;
        all[2 * k + 1][i] = dy * frame.cos - dx * frame.sin;
      }
    }
    double[] offsets = Arrays.stream(all).mapToDouble(Convention::median).toArray();
    return new Convention(places, offsets);
  }

  /** {@return the peer's own points, as it gave them, in our order} */
  int[] places() {
    return places.clone();
  }

  /** {@return the NME of a face, as a fraction} */
  double nme(Keypoints truth, double[] answer, boolean corrected) {
    double[] own = select(answer, places);
    Keypoints points = Keypoints.of(corrected ? corrected(own) : own);
    return Nme.of(truth, points, Nme.INTER_OCULAR.normaliser(SCHEMA, truth).orElseThrow());
  }

  /** {@return the NME of a face without its jaw, offsets taken off, as a fraction} */
  double nmeInner(Keypoints truth, double[] answer) {
    int[] inner = IntStream.range(JAW, SCHEMA.count()).toArray();
    return Nme.of(
        truth.select(inner),
        Keypoints.of(corrected(select(answer, places))).select(inner),
        Nme.INTER_OCULAR.normaliser(SCHEMA, truth).orElseThrow());
  }

  private double[] corrected(double[] own) {
    Frame frame = Frame.of(own);
    double[] moved = own.clone();
    for (int k = 0; k < places.length; k++) {
      double x = offsets[2 * k] * frame.unit;
      double y = offsets[2 * k + 1] * frame.unit;
      moved[2 * k] += x * frame.cos - y * frame.sin;
      moved[2 * k + 1] += x * frame.sin + y * frame.cos;
    }
    return moved;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }

  private static int[] places(List<Keypoints> truths, List<double[]> answers) {
    int count = SCHEMA.count();
    int offered = answers.get(0).length / 2;
    int[] places = new int[count];
    Arrays.setAll(places, k -> k);
    for (int k = 0; k < count && offered != count; k++) {
      double least = Double.POSITIVE_INFINITY;
      for (int j = 0; j < offered; j++) {
        double sum = 0;
        for (int i = 0; i < truths.size(); i++) {
          double[] answer = answers.get(i);
          Keypoints truth = truths.get(i);
          sum +=
              Math.hypot(answer[2 * j] - truth.x(k), answer[2 * j + 1] - truth.y(k))
                  / truth.point(LEFT_CORNER).distanceTo(truth.point(RIGHT_CORNER));
        }
        if (sum < least) {
          least = sum;
          places[k] = j;
        }
      }
    }
    return places;
  }

  private static double[] select(double[] answer, int[] places) {
    double[] own = new double[2 * places.length];
    for (int k = 0; k < places.length; k++) {
      own[2 * k] = answer[2 * places[k]];
      own[2 * k + 1] = answer[2 * places[k] + 1];
    }
    return own;
  }

  /** A face's own unit and direction. */
  private record Frame(double unit, double cos, double sin) {
    static Frame of(double[] own) {
      double dx = own[2 * RIGHT_CORNER] - own[2 * LEFT_CORNER];
      double dy = own[2 * RIGHT_CORNER + 1] - own[2 * LEFT_CORNER + 1];
      double unit = Math.max(1e-9, Math.hypot(dx, dy));
      return new Frame(unit, dx / unit, dy / unit);
    }
  }
}
