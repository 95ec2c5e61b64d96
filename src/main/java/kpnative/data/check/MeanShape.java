package kpnative.data.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * The mean of shapes, independent of their position, size and rotation. Its centroid is (0, 0), the
 * root mean square distance of its points from there is 1, and its orientation is the average of
 * the shapes'.
 */
/* Generalised Procrustes analysis (Gower 1975), robust against a few outliers and mirrored shapes:
 * it starts at the medoid of a sample of the shapes, and each pass leaves out the tenth of the
 * shapes that is farthest from the mean. */
final class MeanShape {
  private static final int CANDIDATES = 40;
  private static final int VOTERS = 200;
  private static final int PASSES = 4;
  private static final double SHARE = 0.9;

  private MeanShape() {}

  /**
   * {@return the mean shape}
   *
   * @param shapes at least one, all with the same number of points, 2 or more, some perhaps absent;
   *     in none do all points coincide
   */
  static Keypoints of(List<Keypoints> shapes) {
    Keypoints mean = normalised(medoid(shapes));
    for (int pass = 0; pass < PASSES; pass++) {
      mean = normalised(average(shapes, mean));
    }
    return upright(mean, shapes);
  }

  private static Keypoints medoid(List<Keypoints> shapes) {
    List<Keypoints> voters = sample(shapes, VOTERS);
    int most = shapes.stream().mapToInt(Keypoints::presentCount).max().orElseThrow();
    List<Keypoints> fullest = shapes.stream().filter(s -> s.presentCount() == most).toList();
    Keypoints best = fullest.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (Keypoints candidate : sample(fullest, CANDIDATES)) {
      Keypoints to = normalised(candidate);
      double[] distances =
          voters.stream().mapToDouble(v -> Similarity.residual(v, to)).sorted().toArray();
      double median = distances[distances.length / 2];
      if (median < least) {
        least = median;
        best = candidate;
      }
    }
    return best;
  }

  /** {@return at most {@code count} of the shapes, evenly spaced in the list} */
  private static List<Keypoints> sample(List<Keypoints> shapes, int count) {
    int n = Math.min(count, shapes.size());
    List<Keypoints> some = new ArrayList<>(n);
    for (int i = 0; i < n; i++) {
      some.add(shapes.get((int) ((long) i * shapes.size() / n)));
    }
    return some;
  }

  private static Keypoints average(List<Keypoints> shapes, Keypoints to) {
    double[] distances = shapes.stream().mapToDouble(s -> Similarity.residual(s, to)).toArray();
    double[] sorted = distances.clone();
    Arrays.sort(sorted);
    double limit = sorted[(int) Math.ceil(SHARE * (sorted.length - 1))];
    double[] sum = new double[2 * to.count()];
    int[] present = new int[sum.length];
    int used = 0;
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] <= limit && distances[i] < Double.POSITIVE_INFINITY) {
        double[] fitted = shapes.get(i).map(Similarity.fit(shapes.get(i), to)).toArray();
        used++;
        for (int j = 0; j < sum.length; j++) {
          sum[j] += Double.isNaN(fitted[j]) ? 0 : fitted[j];
          present[j] += Double.isNaN(fitted[j]) ? 0 : 1;
        }
      }
    }
    for (int j = 0; j < sum.length; j++) {
      if (present[j] < used) { // 0 / 0 is the NaN of a point that no shape has
        sum[j] *= (double) used / present[j];
      }
    }
    return Keypoints.partial(sum);
  }

  /** {@return the shape with its centroid at the origin and a root mean square distance of 1} */
  private static Keypoints normalised(Keypoints shape) {
    int n = shape.presentCount();
    double[] xy = shape.toArray();
    double mx = 0;
    double my = 0;
    for (int k = 0; k < shape.count(); k++) {
      if (shape.isPresent(k)) {
        mx += xy[2 * k] / n;
        my += xy[2 * k + 1] / n;
      }
    }
    double norm = 0;
    for (int k = 0; k < shape.count(); k++) {
      xy[2 * k] -= mx;
      xy[2 * k + 1] -= my;
      if (shape.isPresent(k)) {
        norm += xy[2 * k] * xy[2 * k] + xy[2 * k + 1] * xy[2 * k + 1];
      }
    }
    double scale = Math.sqrt(n / norm);
    for (int i = 0; i < xy.length; i++) {
      xy[i] *= scale;
    }
    return Keypoints.partial(xy);
  }

  /** Rotates the mean to the average orientation of the shapes. */
  private static Keypoints upright(Keypoints mean, List<Keypoints> shapes) {
    double cos = 0;
    double sin = 0;
    for (Keypoints shape : shapes) {
      if (Similarity.residual(shape, mean) == Double.POSITIVE_INFINITY) {
        continue; // too few points
      }
      Warp toShape = Similarity.fit(mean, shape);
      double length = Math.hypot(toShape.m00(), toShape.m10());
      if (length > 0) {
        cos += toShape.m00() / length;
        sin += toShape.m10() / length;
      }
    }
    double length = Math.hypot(cos, sin);
    return length > 0
        ? mean.map(Warp.affine(cos / length, -sin / length, 0, sin / length, cos / length, 0))
        : mean;
  }
}
