package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A connected piece of a head that each mode moves by a linear map and a shift, as it does teeth
 * and eyeballs: the twelve numbers of each. Immutable.
 *
 * @param vertices in ascending order
 * @param centre their mean
 * @param moves of each mode the shift, then what x, y and z from the centre add, [modes][12]
 */
record MovedPiece(int[] vertices, double[] centre, float[][] moves) {
  /** A piece whose vertices a mode moves otherwise by more than this is not one, cm. */
  private static final double TOLERANCE = 0.02;

  /** {@return the pieces among connected triangles that all modes move so} */
  static List<MovedPiece> of(float[] mean, int[] triangles, float[][] modes) {
    List<MovedPiece> found = new ArrayList<>();
    for (int[] vertices : connected(mean.length / 3, triangles)) {
      MovedPiece piece = fitted(mean, vertices, modes);
      if (piece != null) {
        found.add(piece);
      }
    }
    return found;
  }

  private static List<int[]> connected(int count, int[] triangles) {
    int[] parent = new int[count];
    Arrays.setAll(parent, i -> i);
    for (int t = 0; t < triangles.length; t++) {
      int first = t - t % 3;
      parent[root(parent, triangles[t])] = root(parent, triangles[first]);
    }
    Map<Integer, List<Integer>> sets = new TreeMap<>();
    Arrays.stream(triangles)
        .sorted()
        .distinct()
        .forEach(v -> sets.computeIfAbsent(root(parent, v), key -> new ArrayList<>()).add(v));
    return sets.values().stream().map(s -> s.stream().mapToInt(v -> v).toArray()).toList();
  }

  private static int root(int[] parent, int i) {
    int r = i;
    while (parent[r] != r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  }

  /** {@return the least squares' piece, or null if it isn't one} */
  private static @Nullable MovedPiece fitted(float[] mean, int[] vertices, float[][] modes) {
    double[] centre = new double[3];
    for (int v : vertices) {
      for (int c = 0; c < 3; c++) {
        centre[c] += mean[3 * v + c] / (double) vertices.length;
      }
    }
    double[] spread = new double[9];
    for (int v : vertices) {
      for (int i = 0; i < 9; i++) {
        spread[i] += (mean[3 * v + i / 3] - centre[i / 3]) * (mean[3 * v + i % 3] - centre[i % 3]);
      }
    }
    double[] inverse = inverse(spread);
    float[][] moves = new float[modes.length][12];
    for (int m = 0; m < modes.length; m++) {
      if (!fit(mean, vertices, centre, inverse, modes[m], moves[m])) {
        return null;
      }
    }
    return new MovedPiece(vertices, centre, moves);
  }

  private static boolean fit(
      float[] mean, int[] vertices, double[] centre, double[] inverse, float[] mode, float[] move) {
    double[] shift = new double[3];
    double[] moments = new double[9]; // of the mode's c and the place's i
    for (int v : vertices) {
      for (int c = 0; c < 3; c++) {
        shift[c] += mode[3 * v + c] / (double) vertices.length;
        for (int i = 0; i < 3; i++) {
          moments[3 * c + i] += mode[3 * v + c] * (mean[3 * v + i] - centre[i]);
        }
      }
    }
    for (int c = 0; c < 3; c++) {
      move[c] = (float) shift[c];
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int i = 0; i < 3; i++) {
          sum += moments[3 * c + i] * inverse[3 * i + j];
        }
        move[3 + 3 * c + j] = (float) sum;
      }
    }
    for (int v : vertices) {
      for (int c = 0; c < 3; c++) {
        double left = mode[3 * v + c] - move[c];
        for (int j = 0; j < 3; j++) {
          left -= move[3 + 3 * c + j] * (mean[3 * v + j] - centre[j]);
        }
        if (!(Math.abs(left) <= TOLERANCE)) {
          return false;
        }
      }
    }
    return true;
  }

  /** {@return the inverse of a symmetric matrix, which is made one by a little on the diagonal} */
  private static double[] inverse(double[] s) {
    double little = 1e-9 * (s[0] + s[4] + s[8]) + 1e-12;
    double a = s[0] + little;
    double b = s[1];
    double c = s[2];
    double d = s[4] + little;
    double e = s[5];
    double f = s[8] + little;
    double det = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d);
    double[] inverse = {
      d * f - e * e, c * e - b * f, b * e - c * d,
      c * e - b * f, a * f - c * c, b * c - a * e,
      b * e - c * d, b * c - a * e, a * d - b * b
    };
    for (int i = 0; i < 9; i++) {
      inverse[i] /= det;
    }
    return inverse;
  }

  /**
   * Adds modes to the piece's vertices.
   *
   * @param which modes, and their weights; the first {@code n} count
   */
  void add(float[] p, float[] mean, int[] which, float[] weights, int n) {
    if (3 * vertices[vertices.length - 1] + 3 > p.length) {
      return; // not among those that are asked for
    }
    float[] move = new float[12];
    for (int i = 0; i < n; i++) {
      float[] one = moves[which[i]];
      for (int k = 0; k < 12; k++) {
        move[k] += weights[i] * one[k];
      }
    }
    for (int v : vertices) {
      float x = mean[3 * v] - (float) centre[0];
      float y = mean[3 * v + 1] - (float) centre[1];
      float z = mean[3 * v + 2] - (float) centre[2];
      for (int c = 0; c < 3; c++) {
        p[3 * v + c] += move[c] + move[3 + 3 * c] * x + move[4 + 3 * c] * y + move[5 + 3 * c] * z;
      }
    }
  }
}
