package kpnative.codec;

/*
 * The variance is a difference of squares. About the map's centre each term is at most 1/4, so that
 * float32 leaves an error of about 1e-8 in the variance.
 */
/**
 * Means and standard deviations of distributions over a map's pixels, from their moments about the
 * map's centre: {@code [N, 4]}, the means of {@code x - 0.5}, {@code y - 0.5} and of the squares of
 * both, as fractions of the width and height. Pure arithmetic; thread-safe.
 */
public final class MapMoments {
  /** Moments of a distribution. */
  public static final int COUNT = 4;

  private MapMoments() {}

  /**
   * Computes the means and standard deviations of N distributions.
   *
   * @param moments {@code [N, 4]}
   * @param coordinates receives the means, {@code [N, 2]}: x and y interleaved, fractions of the
   *     width and height
   * @param deviations receives the standard deviations, {@code [N]}, as {@link
   *     MapDecoding#standardDeviation} defines them
   */
  public static void read(float[] moments, float[] coordinates, float[] deviations) {
    for (int i = 0; i < moments.length / COUNT; i++) {
      double x = moments[COUNT * i];
      double y = moments[COUNT * i + 1];
      coordinates[2 * i] = (float) (x + 0.5);
      coordinates[2 * i + 1] = (float) (y + 0.5);
      double variance = moments[COUNT * i + 2] - x * x + moments[COUNT * i + 3] - y * y;
      deviations[i] = (float) Math.sqrt(Math.max(0, variance) / 2);
    }
  }
}
