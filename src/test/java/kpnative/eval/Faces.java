package kpnative.eval;

import java.util.Arrays;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;

/** Constructed faces whose errors can be computed by hand. */
final class Faces {
  static final int[] NOSE = {30};

  private Faces() {}

  /**
   * {@return 68 points: outer eye corners 100 apart, pupils 80 apart, an extent of 200 x 50, and
   * all others at (50, 20)}
   */
  static Keypoints face68() {
    double[] xy = new double[136];
    for (int k = 0; k < 68; k++) {
      put(xy, k, 50, 20);
    }
    for (int k = 36; k <= 41; k++) {
      put(xy, k, 12, 20); // with the corner at 0 the mean is 10
    }
    for (int k = 42; k <= 47; k++) {
      put(xy, k, 88, 20); // with the corner at 100 the mean is 90
    }
    put(xy, 36, 0, 20);
    put(xy, 45, 100, 20);
    put(xy, 0, -50, 0);
    put(xy, 16, 150, 50);
    return Keypoints.of(xy);
  }

  /**
   * {@return a prediction of only the nose of {@code truth}, shifted by (dx, dy), for a 200 x 100
   * input at scale 2}
   */
  static Prediction nose(Keypoints truth, double dx, double dy, String name) {
    Keypoints predicted = truth.select(NOSE).map(Warp.translation(dx, dy));
    Warp toInput = Warp.affine(2, 0, 0.5, 0, 2, 0.5);
    return MadePrediction.of(truth, predicted, toInput, new Size(200, 100), name);
  }

  /** {@return all keypoints at (x, y)} */
  static Keypoints heap(int count, double x, double y) {
    double[] xy = new double[2 * count];
    Arrays.setAll(xy, i -> i % 2 == 0 ? x : y);
    return Keypoints.of(xy);
  }

  private static void put(double[] xy, int k, double x, double y) {
    xy[2 * k] = x;
    xy[2 * k + 1] = y;
  }
}
