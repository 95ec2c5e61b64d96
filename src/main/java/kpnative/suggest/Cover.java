package kpnative.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Picks faces that stand for the others: after each, the faces are as near as can be to a labelled
 * or picked one.
 */
/* Greedy facility location (Cornuejols, Fisher and Nemhauser 1977; for active learning Wei, Iyer
 * and Bilmes 2015): the next face is the one that most lowers the sum, over all faces, of the
 * squared distance to the nearest labelled or picked face. Unlike the farthest first, it leaves
 * odd pictures alone until the usual ones are covered. A face may count for more: its part of the
 * sum is multiplied by its weight. */
final class Cover {
  private static final int MOST_OTHERS = 2000; // more of a kind say little more

  private final int[] others; // the candidates to be near to, T of them
  private final float[][] squares; // [N, T]: between candidates
  private final double[] weights; // [T]
  private final double[] left; // [T]: to the nearest labelled or picked face

  /**
   * @param candidates {@code [N, F]}
   * @param labelled {@code [M, F]}; may be none
   * @param weights how much each candidate counts, above 0
   */
  Cover(double[][] candidates, double[][] labelled, double[] weights) {
    int n = candidates.length;
    int t = Math.min(n, MOST_OTHERS);
    this.others = IntStream.range(0, t).map(i -> (int) ((long) i * n / t)).toArray();
    this.squares = new float[n][t];
    this.weights = IntStream.of(others).mapToDouble(i -> weights[i]).toArray();
    this.left = new double[t];
    float longest = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < t; j++) {
        squares[i][j] = (float) squared(candidates[i], candidates[others[j]]);
        longest = Math.max(longest, squares[i][j]);
      }
    }
    for (int j = 0; j < t; j++) {
      left[j] = longest; // without labels, all is to be learned
      for (double[] row : labelled) {
        left[j] = Math.min(left[j], squared(candidates[others[j]], row));
      }
    }
  }

  /**
   * A picked candidate.
   *
   * @param index of the candidate
   * @param gain by how much it lowers the weighted sum, of what the sum was before any was picked
   * @param share of the candidates that are nearer to it than to the faces labelled or picked
   *     before
   */
  record Pick(int index, double gain, double share) {}

  /** {@return the candidates to pick, in order: {@code count}, or all} */
  List<Pick> picks(int count) {
    double before = 0;
    for (int j = 0; j < left.length; j++) {
      before += weights[j] * left[j];
    }
    List<Pick> picks = new ArrayList<>();
    boolean[] taken = new boolean[squares.length];
    while (picks.size() < Math.min(count, squares.length)) {
      int best = -1;
      double most = -1;
      for (int i = 0; i < squares.length; i++) {
        double gain = taken[i] ? -1 : gain(i);
        if (gain > most) {
          most = gain;
          best = i;
        }
      }
      taken[best] = true;
      int nearer = 0;
      for (int j = 0; j < left.length; j++) {
        nearer += squares[best][j] < left[j] ? 1 : 0;
        left[j] = Math.min(left[j], squares[best][j]);
      }
      picks.add(new Pick(best, before > 0 ? most / before : 0, (double) nearer / left.length));
    }
    return picks;
  }

  private double gain(int i) {
    double gain = 0;
    for (int j = 0; j < left.length; j++) {
      gain += weights[j] * Math.max(0, left[j] - squares[i][j]);
    }
    return gain;
  }

  private static double squared(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return sum;
  }
}
