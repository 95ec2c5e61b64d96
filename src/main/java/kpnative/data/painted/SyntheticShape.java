package kpnative.data.painted;

import java.util.ArrayList;
import java.util.List;
import kpnative.geometry.Point;

/**
 * The curves of one synthetic face in one picture. The painter draws these curves, and the
 * keypoints are points on them.
 *
 * <p>The mean face below is an original design, with the widths and heights of an average adult
 * (the face about 2.2 head units wide, the chin 1.75 below the eyes) and the depths of a head seen
 * from the side.
 */
final class SyntheticShape {
  /** Half of the jaw from the ear to the chin: x, y, z. */
  private static final double[][] JAW = {
    {1.08, 0.00, -0.05}, {1.07, 0.29, 0.00}, {1.03, 0.58, 0.06}, {0.97, 0.87, 0.14},
    {0.86, 1.14, 0.26}, {0.69, 1.38, 0.42}, {0.48, 1.58, 0.58}, {0.24, 1.71, 0.68},
    {0.00, 1.75, 0.72}
  };

  /** Half of the forehead's edge from the ear to the top. */
  private static final double[][] FOREHEAD = {
    {1.07, -0.28, 0.00},
    {1.04, -0.56, 0.06},
    {0.94, -0.84, 0.18},
    {0.74, -1.06, 0.32},
    {0.42, -1.20, 0.44},
    {0.00, -1.25, 0.48}
  };

  /**
   * Half of the nose's edge: from the side of the bridge down around the wing to the middle of the
   * base.
   */
  private static final double[][] NOSE = {
    {0.13, 0.03, 0.62},
    {0.15, 0.33, 0.72},
    {0.235, 0.44, 0.74},
    {0.265, 0.57, 0.74},
    {0.20, 0.66, 0.76},
    {0.10, 0.69, 0.84},
    {0.00, 0.715, 0.88}
  };

  /** The ridge of the nose, downwards to the tip. */
  private static final double[][] RIDGE = {
    {0, -0.03, 0.70}, {0, 0.16, 0.80}, {0, 0.35, 0.95}, {0, 0.54, 1.08}
  };

  /** Half of a brow, from the temple to the nose. */
  private static final double[][] BROW = {
    {0.87, -0.17, 0.38},
    {0.76, -0.29, 0.50},
    {0.58, -0.34, 0.60},
    {0.38, -0.31, 0.67},
    {0.20, -0.25, 0.71}
  };

  private static final double MOUTH_Y = 1.02;

  final SyntheticTraits traits;
  final SyntheticPose pose;

  /** Jaw from left to right (parameters 0 to 16), then the forehead back to the left. */
  final SyntheticCurve outline;

  /** From the left side of the bridge down and up the right side; 13 points, the base is 6. */
  final SyntheticCurve nose;

  final SyntheticCurve ridge;

  /** From the temple to the nose. */
  final SyntheticCurve leftBrow;

  /** From the temple to the nose. */
  final SyntheticCurve rightBrow;

  final SyntheticEye leftEye;
  final SyntheticEye rightEye;

  /** From the left corner over the upper lip (3 is its middle) to the right corner, 6. */
  final SyntheticCurve upperLip;

  /** From the right corner under the lower lip to the left corner, 6. */
  final SyntheticCurve lowerLip;

  /** The opening's upper edge from left to right, 4 segments. */
  final SyntheticCurve upperInner;

  /** The opening's lower edge from right to left, 4 segments. */
  final SyntheticCurve lowerInner;

  SyntheticShape(SyntheticTraits traits, SyntheticPose pose) {
    this.traits = traits;
    this.pose = pose;
    outline = SyntheticCurve.closed(outlinePoints());
    nose = SyntheticCurve.open(nosePoints());
    ridge = SyntheticCurve.open(ridgePoints());
    leftBrow = brow(-1);
    rightBrow = brow(1);
    leftEye = eye(-1, traits.closedLeft());
    rightEye = eye(1, traits.closedRight());
    upperLip =
        lip(
            new double[][] {
              {-0.42, 0, 0},
              {-0.27, -0.06, -0.2},
              {-0.10, -0.105, -1},
              {0, -0.085, -1},
              {0.10, -0.105, -1},
              {0.27, -0.06, -0.2},
              {0.42, 0, 0}
            },
            0);
    lowerLip =
        lip(
            new double[][] {
              {0.42, 0, 0},
              {0.29, 0.09, 0},
              {0.13, 0.145, 0},
              {0, 0.155, 0},
              {-0.13, 0.145, 0},
              {-0.29, 0.09, 0},
              {-0.42, 0, 0}
            },
            1);
    upperInner =
        lip(
            new double[][] {
              {-0.37, 0.002, 0},
              {-0.12, -0.006, 0},
              {0, 0.004, 0},
              {0.12, -0.006, 0},
              {0.37, 0.002, 0}
            },
            0);
    lowerInner =
        lip(
            new double[][] {
              {0.37, 0.002, 0},
              {0.12, 0.012, 0},
              {0, 0.018, 0},
              {-0.12, 0.012, 0},
              {-0.37, 0.002, 0}
            },
            1);
  }

  private List<Point> outlinePoints() {
    List<Point> p = new ArrayList<>();
    for (int i = 0; i <= 16; i++) {
      p.add(jaw(i <= 8 ? -1 : 1, i <= 8 ? i : 16 - i));
    }
    for (int i = 0; i <= 10; i++) {
      int k = i <= 5 ? i : 10 - i;
      double[] f = FOREHEAD[k];
      double y = f[1] * traits.length() * traits.forehead();
      p.add(pose.contour((i <= 5 ? 1 : -1) * f[0] * traits.width(), y, f[2], 0.62));
    }
    return p;
  }

  private Point jaw(int side, int i) {
    double[] j = JAW[i];
    double low = Math.max(0, i - 1) / 7.0; // the weight of the jaw's own shape at this point
    double corner = Math.exp(-0.5 * Math.pow((i - 5) / 1.6, 2));
    double x = j[0] * traits.width() * (1 + traits.jaw() * 2.2 * corner);
    double y = (j[1] + traits.chin() * low * low) * traits.length();
    y += drop() * Math.pow(low, 1.6) - 0.03 * traits.smile() * corner;
    x += 0.02 * traits.smile() * corner * (i < 8 ? 1 : 0);
    return pose.contour(side * x, y, j[2], 0.72);
  }

  private double drop() {
    return 0.34 * traits.open();
  }

  private List<Point> nosePoints() {
    List<Point> p = new ArrayList<>();
    for (int i = 0; i <= 12; i++) {
      double[] n = NOSE[Math.min(i, 12 - i)];
      int side = i < 6 ? -1 : 1;
      double wing = 1 + 0.08 * Math.max(0, traits.smile()) * (n[1] > 0.4 ? 1 : 0);
      double x = side * n[0] * traits.noseWidth() * wing;
      p.add(pose.project(x, noseY(n[1]), noseZ(n[2])));
    }
    return p;
  }

  private List<Point> ridgePoints() {
    List<Point> p = new ArrayList<>();
    for (double[] r : RIDGE) {
      p.add(pose.project(r[0] + 0.5 * traits.crooked() * r[1], noseY(r[1]), noseZ(r[2])));
    }
    return p;
  }

  private double noseY(double y) {
    return y * (y > 0 ? traits.noseLength() * traits.length() : 1);
  }

  private double noseZ(double z) {
    return 0.62 + (z - 0.62) * traits.noseDepth();
  }

  private SyntheticCurve brow(int side) {
    List<Point> p = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double[] b = BROW[i];
      double arch = traits.browArch() * Math.sin(Math.PI * Math.min(1, (i + 0.5) / 4));
      double frown = Math.max(0, -traits.browRaise()) * (i / 4.0);
      double y = b[1] + traits.browY() - arch - 0.12 * Math.max(0, traits.browRaise());
      y += 0.09 * frown + side * traits.crooked();
      double x = b[0] * (0.6 + 0.4 * traits.eyeSpacing()) - 0.05 * frown;
      p.add(pose.project(side * x, y * traits.length(), b[2]));
    }
    return SyntheticCurve.open(p);
  }

  private SyntheticEye eye(int side, double closed) {
    double size = traits.eyeSize();
    double squint = 0.35 * Math.max(0, traits.smile());
    double wide = 1 + 0.2 * Math.max(0, traits.browRaise());
    double lower = 0.058 * size * (1 - squint) * (1 - 0.2 * closed);
    double upper = 0.118 * size * wide;
    // closed, the upper lid lies on the lower one, which leaves a thin dark line
    upper += closed * closed * (-lower * 0.95 - upper);
    return new SyntheticEye(
        pose, side, 0.462 * traits.eyeSpacing(), 0.208 * size, 2 * traits.eyeSlant(), upper, lower);
  }

  /**
   * Builds a line of the mouth.
   *
   * @param line x, y below the mouth's middle, and whether it belongs to the cupid's bow
   * @param lower 1 if it moves with the jaw
   */
  private SyntheticCurve lip(double[][] line, int lower) {
    List<Point> p = new ArrayList<>();
    double smile = traits.smile();
    for (double[] l : line) {
      double out = Math.abs(l[0] / line[0][0]);
      double middle = 1 - out * out;
      double x = l[0] * traits.mouthWidth() * (1 + 0.17 * smile - 0.13 * traits.open());
      double thin = 1 - 0.25 * Math.max(0, smile);
      double y = MOUTH_Y + traits.mouthY() + l[1] * traits.lips() * thin;
      y += smile * (0.02 - 0.10 * out * out) + drop() * (lower * 0.85 * middle + 0.25);
      y -= lower == 0 ? 0.13 * traits.open() * middle : 0;
      y -= lower == 0 ? 0.03 * Math.max(0, smile) * middle : 0;
      y += traits.crooked() * Math.signum(l[0]) * out;
      p.add(pose.project(x, y * traits.length(), 0.70 + 0.16 * middle - 0.06 * smile * out));
    }
    return SyntheticCurve.open(p);
  }
}
