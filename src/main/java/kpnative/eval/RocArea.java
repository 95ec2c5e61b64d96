package kpnative.eval;

import java.util.Arrays;

/**
 * The area under the receiver operating characteristic: the probability that a score ranks a random
 * positive above a random negative, ties counting half.
 *
 * @see <a href="https://doi.org/10.1016/j.patrec.2005.10.010">Fawcett 2006, An introduction to ROC
 *     analysis</a>
 */
public final class RocArea {
  private RocArea() {}

  /**
   * {@return the area, 0 to 1; 0.5 is chance, NaN if all are positive or none is}
   *
   * @param score one for each case, not NaN
   * @param positive whether each is positive
   * @throws IllegalArgumentException if the lengths differ
   */
  public static double of(double[] score, boolean[] positive) {
    if (score.length != positive.length) {
      throw new IllegalArgumentException(
          "an area needs as many outcomes as scores, got "
              + (positive.length + " and " + score.length));
    }
    Integer[] order = new Integer[score.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Double.compare(score[a], score[b]));
    double ranks = 0; // of the positives, counted from 1; ties share their mean
    long positives = 0;
    for (int from = 0; from < order.length; ) {
      int to = from;
      int among = 0;
      while (to < order.length && score[order[to]] == score[order[from]]) {
        among += positive[order[to]] ? 1 : 0;
        to++;
      }
      ranks += among * (from + 1 + to) / 2.0;
      positives += among;
      from = to;
    }
    double pairs = (double) positives * (order.length - positives);
    return (ranks - positives * (positives + 1.0) / 2) / pairs;
  }
}
