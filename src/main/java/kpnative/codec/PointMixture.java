package kpnative.codec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Keypoints of one schema as mixtures of those of another: for each new keypoint, weights of old
 * ones, none negative, that sum to 1. Only a few near ones have a weight. Immutable.
 */
/* Least squares over the faces' coordinates, by projected gradients on the simplex of the nearest
 * old keypoints; a small penalty on distance chooses among mixtures that fit alike, and keeps those
 * of very few faces near. */
public final class PointMixture {
  private static final int NEAREST = 6;
  private static final int STEPS = 400;

  /** Of the squared distance to an old keypoint, beside the squared error. */
  private static final double DISTANCE = 0.01;

  private final double[][] weights; // [new][old]
  private final double error;

  private PointMixture(double[][] weights, double error) {
    this.weights = weights;
    this.error = error;
  }

  /** {@return the faces' examples, to be filled} */
  public static Fit fit(int oldKeypoints, int newKeypoints) {
    return new Fit(oldKeypoints, newKeypoints);
  }

  /** {@return the mean distance of the mixtures from the new keypoints, in their unit} */
  public double error() {
    return error;
  }

  /** {@return the weights of the old keypoints in a new one; a copy} */
  public double[] weights(int keypoint) {
    return weights[keypoint].clone();
  }

  /**
   * {@return the same mixtures of something else that each old keypoint has}
   *
   * @param old equally many numbers for each old keypoint in turn
   */
  public float[] mix(float[] old) {
    int length = old.length / weights[0].length;
    float[] mixed = new float[weights.length * length];
    for (int k = 0; k < weights.length; k++) {
      for (int j = 0; j < weights[k].length; j++) {
        for (int i = 0; i < length && weights[k][j] > 0; i++) {
          mixed[k * length + i] += (float) (weights[k][j] * old[j * length + i]);
        }
      }
    }
    return mixed;
  }

  /** Examples of both schemas' keypoints on the same faces. Not thread-safe. */
  public static final class Fit {
    private final int oldKeypoints;
    private final int newKeypoints;
    private final List<float[]> found = new ArrayList<>();
    private final List<float[]> truth = new ArrayList<>();

    private Fit(int oldKeypoints, int newKeypoints) {
      this.oldKeypoints = oldKeypoints;
      this.newKeypoints = newKeypoints;
    }

    /**
     * Adds a face.
     *
     * @param old x and y of each old keypoint in turn
     * @param face x and y of each new keypoint in turn, NaN where a face lacks one
     */
    public void add(float[] old, float[] face) {
      if (old.length != 2 * oldKeypoints || face.length != 2 * newKeypoints) {
        throw new IllegalArgumentException(
            "a face must have "
                + oldKeypoints
                + " old and "
                + newKeypoints
                + " new keypoints, got "
                + old.length / 2
                + " and "
                + face.length / 2);
      }
      found.add(old.clone());
      truth.add(face.clone());
    }

    /** {@return the mixtures; a keypoint that no face has is the mean of all old ones} */
    public PointMixture solve() {
      double[][] weights = new double[newKeypoints][oldKeypoints];
      double sum = 0;
      int counted = 0;
      for (int k = 0; k < newKeypoints; k++) {
        List<Integer> faces = having(k);
        if (faces.isEmpty()) {
          Arrays.fill(weights[k], 1.0 / oldKeypoints);
          continue;
        }
        double[] distances = distances(k, faces);
        int[] near =
            IntStream.range(0, oldKeypoints)
                .boxed()
                .sorted(Comparator.comparingDouble(j -> distances[j]))
                .limit(NEAREST)
                .mapToInt(Integer::intValue)
                .toArray();
        double[] mixture = onSimplex(k, faces, near, distances);
        for (int i = 0; i < near.length; i++) {
          weights[k][near[i]] = mixture[i];
        }
        for (int face : faces) {
          sum += Math.hypot(error(k, face, near, mixture, 0), error(k, face, near, mixture, 1));
          counted++;
        }
      }
      return new PointMixture(weights, sum / Math.max(1, counted));
    }

    private List<Integer> having(int k) {
      return IntStream.range(0, truth.size())
          .filter(f -> Float.isFinite(truth.get(f)[2 * k] + truth.get(f)[2 * k + 1]))
          .boxed()
          .toList();
    }

    /** The mean squared distance to each old keypoint. */
    private double[] distances(int k, List<Integer> faces) {
      double[] distances = new double[oldKeypoints];
      for (int j = 0; j < oldKeypoints; j++) {
        for (int f : faces) {
          double dx = found.get(f)[2 * j] - truth.get(f)[2 * k];
          double dy = found.get(f)[2 * j + 1] - truth.get(f)[2 * k + 1];
          distances[j] += (dx * dx + dy * dy) / faces.size();
        }
      }
      return distances;
    }

    private double error(int k, int face, int[] near, double[] mixture, int axis) {
      double at = -truth.get(face)[2 * k + axis];
      for (int i = 0; i < near.length; i++) {
        at += mixture[i] * found.get(face)[2 * near[i] + axis];
      }
      return at;
    }

    private double[] onSimplex(int k, List<Integer> faces, int[] near, double[] distances) {
      int n = near.length;
      double[][] square = new double[n][n]; // about the truth: weights that sum to 1 need no target
      for (int f : faces) {
        for (int axis = 0; axis < 2; axis++) {
          for (int i = 0; i < n; i++) {
            double a = found.get(f)[2 * near[i] + axis] - truth.get(f)[2 * k + axis];
            for (int j = 0; j < n; j++) {
              double b = found.get(f)[2 * near[j] + axis] - truth.get(f)[2 * k + axis];
              square[i][j] += a * b / faces.size();
            }
          }
        }
      }
      double trace = 1e-12;
      for (int i = 0; i < n; i++) {
        trace += square[i][i];
      }
      double[] weights = new double[n];
      Arrays.fill(weights, 1.0 / n);
      for (int step = 0; step < STEPS; step++) {
        double[] next = weights.clone();
        for (int i = 0; i < n; i++) {
          double slope = DISTANCE * distances[near[i]];
          for (int j = 0; j < n; j++) {
            slope += square[i][j] * weights[j];
          }
          next[i] -= slope / trace;
        }
        weights = projected(next);
      }
      return weights;
    }

    /** The nearest point of the simplex (Duchi et al. 2008). */
    private static double[] projected(double[] values) {
      double[] sorted = values.clone();
      Arrays.sort(sorted);
      double sum = 0;
      double shift = 0;
      for (int i = sorted.length - 1, count = 1; i >= 0; i--, count++) {
        sum += sorted[i];
        double candidate = (sum - 1) / count;
        if (sorted[i] - candidate > 0) {
          shift = candidate;
        }
      }
      double least = shift;
      return Arrays.stream(values).map(v -> Math.max(0, v - least)).toArray();
    }
  }
}
