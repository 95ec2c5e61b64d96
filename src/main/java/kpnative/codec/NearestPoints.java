package kpnative.codec;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Each point's neighbours in a shape. Pure arithmetic. */
public final class NearestPoints {
  private NearestPoints() {}

  /**
   * {@return for each point the indices of the {@code count} others that are nearest, the nearest
   * first; of equally near ones the first: {@code [K][count]}}
   *
   * @param xy x and y of K points in turn, in any one unit
   * @throws IllegalArgumentException if there are not so many others
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
              .sorted(Comparator.comparingDouble(i -> distance(xy, self, i))) // keeps ties' order
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
