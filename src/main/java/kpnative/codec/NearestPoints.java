package kpnative.codec;

import java.util.Comparator;
import java.util.stream.IntStream;

/** The nearest neighbours of each point of a shape. Pure arithmetic; thread-safe. */
public final class NearestPoints {
  private NearestPoints() {}

  /**
   * {@return for each point the indices of its {@code count} nearest other points, nearest first
   * and ties in index order: {@code [K][count]}}
   *
   * @param xy x and y of K points interleaved, in any unit
   * @throws IllegalArgumentException if {@code count} is negative or not less than K
   */
  public static int[][] of(double[] xy, int count) {
    int points = xy.length / 2;
    if (count < 0 || count >= points) {
      throw new IllegalArgumentException(
          "neighbours must be 0 to " + (points - 1) + " for " + points + " points, got " + count);
    }
    int[][] nearest = new int[points][];
    for (int k = 0; k < points; k++) {
      int self = k;
      nearest[k] =
          IntStream.range(0, points)
              .filter(i -> i != self)
              .boxed()
              .sorted(Comparator.comparingDouble(i -> distance(xy, self, i))) // a stable sort
              .limit(count)
              .mapToInt(Integer::intValue)
              .toArray();
    }
    return nearest;
  }

  private static double distance(double[] xy, int a, int b) {
    return Math.hypot(xy[2 * a] - xy[2 * b], xy[2 * a + 1] - xy[2 * b + 1]);
  }
}
