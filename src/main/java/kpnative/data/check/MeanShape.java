package kpnative.data.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/**
 * The mean of shapes without regard to where, how large and how turned they are: its centroid is
 * (0, 0), the root mean squared distance of its points from there is 1, and it stands as its shapes
 * do on average.
 */
/* Generalised Procrustes analysis (Gower 1975). A few shapes that are far off or mirrored must not
 * bend it: it starts at that one of some shapes to which the others are nearest, and in each pass
 * the farthest tenth of the shapes has no vote. */
final class MeanShape {
  private static final int CANDIDATES = 40;
  private static final int VOTERS = 200;
  private static final int PASSES = 4;
  private static final double SHARE = 0.9;

  private MeanShape() {}

  /**
   * {@return the mean}
   *
   * @param shapes at least one, all of one count of 2 or more points, none with all at one place
   */
  static Keypoints of(List<Keypoints> shapes) {
    Keypoints mean = normal(medoid(shapes));
    for (int pass = 0; pass < PASSES; pass++) {
      mean = normal(average(shapes, mean));
    }
    return upright(mean, shapes);
  }

  private static Keypoints medoid(List<Keypoints> shapes) {
    List<Keypoints> voters = spread(shapes, VOTERS);
    Keypoints best = shapes.get(0);
    double least = Double.POSITIVE_INFINITY;
    for (Keypoints candidate : spread(shapes, CANDIDATES)) {
      Keypoints to = normal(candidate);
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

  /** {@return every n-th of the shapes} */
  private static List<Keypoints> spread(List<Keypoints> shapes, int count) {
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
    for (int i = 0; i < distances.length; i++) {
      if (distances[i] <= limit) {
        double[] fitted = shapes.get(i).map(Similarity.fit(shapes.get(i), to)).toArray();
        for (int j = 0; j < sum.length; j++) {
          sum[j] += fitted[j];
        }
      }
    }
    return Keypoints.of(sum);
  }

  /** {@return the shape about the origin, at the usual size} */
  private static Keypoints normal(Keypoints shape) {
    int n = shape.count();
    double[] xy = shape.toArray();
    double mx = 0;
    double my = 0;
    for (int k = 0; k < n; k++) {
      mx += xy[2 * k] / n;
      my += xy[2 * k + 1] / n;
    }
    double norm = 0;
    for (int k = 0; k < n; k++) {
      xy[2 * k] -= mx;
      xy[2 * k + 1] -= my;
      norm += xy[2 * k] * xy[2 * k] + xy[2 * k + 1] * xy[2 * k + 1];
    }
    double scale = Math.sqrt(n / norm);
    for (int i = 0; i < xy.length; i++) {
      xy[i] *= scale;
    }
    return Keypoints.of(xy);
  }

  /** Turns the mean by the mean angle of its shapes. */
  private static Keypoints upright(Keypoints mean, List<Keypoints> shapes) {
    double cos = 0;
    double sin = 0;
    for (Keypoints shape : shapes) {
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
