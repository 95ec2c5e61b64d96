package kpnative.data.check;

import java.util.Arrays;
import java.util.List;
import kpnative.keypoints.Keypoints;

/**
 * A linear model of the shapes in a data set: a mean and the few principal directions of variation.
 * Immutable.
 */
/* Principal components (Cootes and others 1995) by subspace iteration, robust against outliers,
 * which must not define directions. Shapes that differ from the mean by more than LONGEST times the
 * median difference are left out (faces turn by all amounts, so their direction is learned from
 * those that turn less). A direction is dropped if a twentieth of the shapes makes most of its
 * variance. (Of a normal distribution's variance, the outermost twentieth makes a quarter.) */
final class ShapeModel {
  private static final int MOST_DIRECTIONS = 10;
  private static final int FACES_PER_DIRECTION = 10;
  private static final double LONGEST = 2.5;
  private static final int PASSES = 30;
  private static final int FEW = 20; // one shape in 20
  private static final double MOST_OF_FEW = 0.6;

  private final Keypoints mean;
  private final double[][] directions; // orthonormal

  private ShapeModel(Keypoints mean, double[][] directions) {
    this.mean = mean;
    this.directions = directions;
  }

  /**
   * {@return the model of these shapes}
   *
   * @param mean the mean of these shapes, see {@link MeanShape}
   */
  static ShapeModel of(List<Keypoints> shapes, Keypoints mean) {
    double[][] rows = shapes.stream().map(s -> difference(s, mean)).toArray(double[][]::new);
    double[] lengths = Arrays.stream(rows).mapToDouble(ShapeModel::length).sorted().toArray();
    double limit = LONGEST * lengths[lengths.length / 2];
    double[][] usual = Arrays.stream(rows).filter(r -> length(r) <= limit).toArray(double[][]::new);
    int count =
        Math.min(MOST_DIRECTIONS, Math.min(usual.length / FACES_PER_DIRECTION, mean.count() / 3));
    double[][] found = directions(usual, count, 2 * mean.count());
    return new ShapeModel(
        mean, Arrays.stream(found).filter(d -> isShared(d, usual)).toArray(double[][]::new));
  }

  /** Whether more than a few of the shapes vary along the direction. */
  private static boolean isShared(double[] direction, double[][] rows) {
    double[] squares =
        Arrays.stream(rows).mapToDouble(r -> Math.pow(dot(r, direction), 2)).sorted().toArray();
    int few = (squares.length + FEW - 1) / FEW;
    double ofFew = Arrays.stream(squares, squares.length - few, squares.length).sum();
    return ofFew <= MOST_OF_FEW * Arrays.stream(squares).sum();
  }

  /**
   * {@return the shape's distance from the nearest shape of the model: the keypoints' root mean
   * square distance, as a fraction of the side of the mean shape's box}
   */
  double distance(Keypoints shape) {
    double[] rest = difference(shape, mean);
    for (double[] d : directions) {
      double along = dot(rest, d);
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= along * d[i];
      }
    }
    var box = mean.extent();
    return length(rest) / Math.sqrt(shape.presentCount()) / Math.sqrt(box.width() * box.height());
  }

  private static double[] difference(Keypoints shape, Keypoints mean) {
    double[] d = shape.map(Similarity.fit(shape, mean)).toArray();
    for (int k = 0; k < mean.count(); k++) {
      boolean known = shape.isPresent(k) && mean.isPresent(k); // else as if in its usual place
      d[2 * k] = known ? d[2 * k] - mean.x(k) : 0;
      d[2 * k + 1] = known ? d[2 * k + 1] - mean.y(k) : 0;
    }
    return d;
  }

  private static double[][] directions(double[][] rows, int count, int length) {
    double[][] q = new double[count][length];
    for (int c = 0; c < count; c++) { // evenly spaced rows: a deterministic start
      q[c] = rows[(int) ((long) c * rows.length / count)].clone();
    }
    orthonormalise(q);
    for (int pass = 0; pass < PASSES; pass++) {
      double[][] next = new double[count][length];
      for (double[] row : rows) {
        for (int c = 0; c < count; c++) {
          double along = dot(row, q[c]);
          for (int i = 0; i < length; i++) {
            next[c][i] += along * row[i];
          }
        }
      }
      orthonormalise(next);
      q = next;
    }
    return q;
  }

  private static void orthonormalise(double[][] q) {
    for (int c = 0; c < q.length; c++) {
      // twice: the second time removes rounding errors, which would grow
      for (int twice = 0; twice < 2; twice++) {
        for (int b = 0; b < c; b++) {
          double along = dot(q[c], q[b]);
          for (int i = 0; i < q[c].length; i++) {
            q[c][i] -= along * q[b][i];
          }
        }
      }
      double length = length(q[c]);
      for (int i = 0; i < q[c].length; i++) {
        q[c][i] = length > 1e-12 ? q[c][i] / length : 0;
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double length(double[] a) {
    return Math.sqrt(dot(a, a));
  }
}
