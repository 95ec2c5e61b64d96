package kpnative.suggest;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which slips the labels of faces look like. */
/* If a slip happened, the residuals of its points are moved along a known direction v: from where
 * each is expected to where the other is expected, times the share of the way, which is 1 for
 * points that have each other's places. How far they are moved is v'Pr / v'Pv (PointAgreement), in
 * units of its standard deviation a matched filter, which sees all of the moved points at once.
 * Point by point, each of them is expected where the others, moved too, pull it. Of 30 points of
 * 240 IMM faces that slid three together, 21 are named among the first 60 in the mean of 8 draws;
 * point by point 8. */
final class SlipSearch {
  private static final double LEAST_SHARE = 0.3; // of the way to the next point
  private static final double MOST_SHARE = 1.6;

  private final List<Slip> slips;
  private final double[][] shares; // [N, S], of the way that the points went
  private final double[][] gains; // [N, S], as Found#gain
  private final double[][] deviations; // [N, S], by the spread among the faces

  private SlipSearch(List<Slip> slips, double[][] shares, double[][] gains, double[][] deviations) {
    this.slips = slips;
    this.shares = shares;
    this.gains = gains;
    this.deviations = deviations;
  }

  /**
   * A slip that a face's labels look like.
   *
   * @param share of the way that the points went
   * @param deviations how unusual that is, in standard deviations of right labels
   * @param gain by how much the face becomes likelier if it is undone, as {@link
   *     PointAgreement#largestGain}
   */
  record Found(Slip slip, double share, double deviations, double gain) {}

  /**
   * {@return the search among these faces}
   *
   * @param agreement of the residuals in units of {@code scales}
   * @param expected where each point is expected, {@code [N, 2K]}
   * @param scales of the residuals, {@code [2K]}
   */
  static SlipSearch of(
      List<Slip> slips, PointAgreement agreement, double[][] expected, RobustScale[] scales) {
    int faces = expected.length;
    double[][] shares = new double[faces][slips.size()];
    double[][] gains = new double[faces][slips.size()];
    double[][] deviations = new double[faces][slips.size()];
    for (int i = 0; i < faces; i++) {
      for (int s = 0; s < slips.size(); s++) {
        PointAgreement.Moved moved = moved(slips.get(s), agreement, i, expected[i], scales);
        shares[i][s] = moved.share();
        deviations[i][s] = moved.share() / moved.deviation();
        gains[i][s] = deviations[i][s] * deviations[i][s];
      }
    }
    if (!slips.isEmpty()) {
      RobustScale[] usual = RobustScale.ofColumns(deviations);
      for (double[] row : deviations) {
        for (int s = 0; s < row.length; s++) {
          row[s] = usual[s].of(row[s]);
        }
      }
    }
    return new SlipSearch(slips, shares, gains, deviations);
  }

  private static PointAgreement.Moved moved(
      Slip slip, PointAgreement agreement, int face, double[] expected, RobustScale[] scales) {
    int[] at = new int[2 * slip.points().size()];
    double[] v = new double[at.length];
    for (int j = 0; j < at.length; j++) {
      at[j] = 2 * slip.points().get(j / 2) + j % 2;
      int to = 2 * slip.towards().get(j / 2) + j % 2;
      v[j] = (expected[to] - expected[at[j]]) / scales[at[j]].deviation();
    }
    return agreement.along(face, at, v);
  }

  /** {@return the slip that explains a face best, of those more unusual than the limit} */
  Optional<Found> best(int face, double limit) {
    @Nullable Found best = null;
    for (int s = 0; s < slips.size(); s++) {
      double share = shares[face][s];
      boolean likely = deviations[face][s] > limit && share > LEAST_SHARE && share < MOST_SHARE;
      if (likely && (best == null || gains[face][s] > best.gain)) {
        best = new Found(slips.get(s), share, deviations[face][s], gains[face][s]);
      }
    }
    return Optional.ofNullable(best);
  }
}
