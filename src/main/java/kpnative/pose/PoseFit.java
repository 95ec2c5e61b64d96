package kpnative.pose;

import java.util.Optional;
import kpnative.geometry.Camera;
import kpnative.geometry.Point;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.MeanFacePoints;

/*
 * Weighted least squares in the picture, 1 and 2:
 *
 * 1. Weak perspective in closed form: the affine map from the head to the picture that fits best,
 *    and the rotation and scale that are nearest to it. All points.
 * 2. From there perspective, by Levenberg-Marquardt: rotation, place and scale, 6 numbers.
 *
 * The jaw's points are on the outline that is seen. On the side that is turned away they are no
 * longer the skin's that the mean head has; but without the jaw the eyes, brows and mouth are
 * nearly in one plane, and pitch is lost. So they count less on that side as the head turns, the
 * chin and the mouth, which open, and the brows, which rise, count half. What each of these is
 * worth: docs/guide/pose.md.
 *
 * The view is along the line of sight: with a camera, the picture is first turned to where the head
 * is (a rotation of the camera about its pinhole), so that a wide lens's stretching at the edge is
 * not taken for a turn.
 */
/** Fits the mean head of {@link MeanFacePoints} to a face's keypoints. */
public final class PoseFit {
  /** The distance where no camera is known, cm: most photographs of a face are from 40 to 220. */
  private static final double USUAL_DISTANCE = 90;

  /** Nearer than this, the camera's guess is wrong: the picture is a cut-out. */
  private static final double LEAST_GUESSED = 60;

  /** Nobody focuses on a face from less, cm. */
  private static final double LEAST_DISTANCE = 15;

  private static final double LEAST_SCALE = 1e-3; // pixels a cm
  private static final double FLATTEST = 1e-4; // how much one scale may be less than the other

  private static final double SOFT = 0.5; // weight of what moves
  private static final double FAR_JAW = 0.1;
  private static final double FADE = Math.toRadians(60);
  private static final int JAW = 17; // points 0 to 16, the chin's is 8
  private static final int STEPS = 20;
  private static final double CONVERGED = 1e-9;

  private final double[] xy; // x right, y up, in the view's frame, pixels
  private final double[] head; // x, y, z about the weighted mean, cm
  private final double[] weights;
  private final double[] middle = new double[3]; // of the head's points, cm
  private final Optional<Camera> camera;

  private Rotation rotation = Rotation.about(0, 0, 0);
  private double x; // where the middle is, pixels
  private double y;
  private double scale; // pixels a cm at the middle

  private PoseFit(double[] xy, int[] points, double[] weights, Optional<Camera> camera) {
    this.xy = xy;
    this.weights = weights;
    this.camera = camera;
    head = new double[3 * points.length];
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      for (int c = 0; c < 3; c++) {
        head[3 * i + c] = mean(points[i], c);
        middle[c] += weights[i] * head[3 * i + c];
      }
      sum += weights[i];
    }
    for (int c = 0; c < 3; c++) {
      middle[c] /= sum;
    }
    for (int i = 0; i < head.length; i++) {
      head[i] -= middle[i % 3];
    }
  }

  private static double mean(int point, int axis) {
    return switch (axis) {
      case 0 -> MeanFacePoints.x(point);
      case 1 -> MeanFacePoints.y(point);
      default -> MeanFacePoints.z(point);
    };
  }

  /**
   * {@return the pose of a face; empty if too few of its points are there}
   *
   * @param ibug68 of any schema, {@link kpnative.keypoints.Ibug68Points#of}, pixels
   * @param camera of the picture; if empty, as if from the usual distance of photographs of faces
   */
  public static Optional<HeadPose> of(Keypoints ibug68, Optional<Camera> camera) {
    MeanFaceMatch match = MeanFaceMatch.of(ibug68);
    if (!match.suffices()) {
      return Optional.empty();
    }
    LineOfSight line = LineOfSight.to(match, camera);
    PoseFit start = new PoseFit(line.xy(), match.points(), weights(match.points(), 0), camera);
    if (!start.weakPerspective()) {
      return Optional.empty();
    }
    double yaw = start.rotation.yaw();
    PoseFit fit = new PoseFit(line.xy(), match.points(), weights(match.points(), yaw), camera);
    if (!fit.weakPerspective()) {
      return Optional.empty();
    }
    fit.perspective();
    return fit.pose(line);
  }

  /** {@return what each point counts} */
  private static double[] weights(int[] points, double yaw) {
    double away = Math.max(FAR_JAW, 1 - Math.abs(yaw) / FADE);
    double[] weights = new double[points.length];
    for (int i = 0; i < points.length; i++) {
      int p = points[i];
      boolean chin = p > 4 && p < 12;
      boolean jaw = p < JAW;
      boolean soft = jaw ? chin : p < 27 || p > 47; // brows and mouth
      weights[i] = soft ? SOFT : 1;
      if (jaw && (yaw > 0 ? p > 8 : p < 8)) { // turned to the right, the right side is away
        weights[i] *= away;
      }
    }
    return weights;
  }

  /** Finds rotation, place and scale in closed form. {@return whether the points have an extent} */
  private boolean weakPerspective() {
    double sum = 0;
    x = 0;
    y = 0;
    for (int i = 0; i < weights.length; i++) {
      x += weights[i] * xy[2 * i];
      y += weights[i] * xy[2 * i + 1];
      sum += weights[i];
    }
    x /= sum;
    y /= sum;
    double[] c = new double[9]; // the head's points' products
    double[] b = new double[6]; // the picture's with the head's
    for (int i = 0; i < weights.length; i++) {
      for (int j = 0; j < 3; j++) {
        double w = weights[i] * head[3 * i + j];
        for (int k = 0; k < 3; k++) {
          c[3 * j + k] += w * head[3 * i + k];
        }
        b[j] += w * (xy[2 * i] - x);
        b[3 + j] += w * (xy[2 * i + 1] - y);
      }
    }
    double[] row = LeastSquares.solve(c, new double[] {b[0], b[1], b[2]});
    double[] other = LeastSquares.solve(c, new double[] {b[3], b[4], b[5]});
    return nearest(row, other);
  }

  /** Takes the rotation and scale that are nearest to two rows: (A A')^(-1/2) A. */
  private boolean nearest(double[] u, double[] v) {
    double uu = dot(u, u);
    double uv = dot(u, v);
    double vv = dot(v, v);
    double root = Math.sqrt(uu * vv - uv * uv); // of the determinant: the product of both scales
    double trace = Math.sqrt(uu + vv + 2 * root); // their sum
    // NaN or infinite; all in one place; on one line
    if (!(root < Double.POSITIVE_INFINITY)
        || trace < 2 * LEAST_SCALE
        || root < FLATTEST * trace * trace) {
      return false;
    }
    double[] first = new double[3];
    double[] second = new double[3];
    for (int i = 0; i < 3; i++) { // the root is (A A' + root) / trace, and its inverse this
      first[i] = ((vv + root) * u[i] - uv * v[i]) / (root * trace);
      second[i] = ((uu + root) * v[i] - uv * u[i]) / (root * trace);
    }
    rotation = Rotation.ofRows(first, second);
    scale = trace / 2;
    return true;
  }

  private static double dot(double[] a, double[] b) {
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
  }

  /** {@return from the camera to the middle, cm, for a scale there} */
  private double distance(double pixels) {
    return camera
        .map(c -> Math.max(c.known() ? LEAST_DISTANCE : LEAST_GUESSED, c.focalLength() / pixels))
        .orElse(USUAL_DISTANCE);
  }

  /** Improves rotation, place and scale until nothing changes. */
  private void perspective() {
    double damping = 1e-4;
    double[] normal = new double[36];
    double[] right = new double[6];
    double error = equations(normal, right);
    for (int step = 0; step < STEPS && damping < 1e6; step++) {
      double[] damped = normal.clone();
      for (int i = 0; i < 6; i++) {
        damped[7 * i] *= 1 + damping;
      }
      double[] d = LeastSquares.solve(damped, right);
      Rotation before = rotation;
      double[] old = {x, y, scale};
      rotation = rotation.then(Rotation.about(d[0], d[1], d[2]));
      x += d[3];
      y += d[4];
      scale *= Math.exp(d[5]);
      double[] nextNormal = new double[36];
      double[] nextRight = new double[6];
      double next = equations(nextNormal, nextRight);
      if (next <= error) { // never true for NaN
        boolean converged = error - next <= CONVERGED * error;
        error = next;
        normal = nextNormal;
        right = nextRight;
        damping /= 10;
        if (converged) {
          return;
        }
      } else {
        rotation = before;
        x = old[0];
        y = old[1];
        scale = old[2];
        damping *= 10;
      }
    }
  }

  /**
   * Adds up the normal equations of a step: turns about the view's axes, shift, log of the scale.
   *
   * @return the weighted sum of squares, pixels squared
   */
  private double equations(double[] normal, double[] right) {
    double distance = distance(scale);
    double[] jx = new double[6];
    double[] jy = new double[6];
    double error = 0;
    for (int i = 0; i < weights.length; i++) {
      double[] p = rotation.times(head[3 * i], head[3 * i + 1], head[3 * i + 2]);
      double q = distance / (distance - p[2]);
      double s = scale * q;
      double sx = x * q + s * p[0];
      double sy = y * q + s * p[1];
      double rx = xy[2 * i] - sx;
      double ry = xy[2 * i + 1] - sy;
      double deep = q / distance; // how the nearness grows with z, in parts of itself
      jx[0] = sx * deep * p[1]; // about x: y moves by -z, z by y
      jy[0] = -s * p[2] + sy * deep * p[1];
      jx[1] = s * p[2] - sx * deep * p[0]; // about y: z moves by -x, x by z
      jy[1] = -sy * deep * p[0];
      jx[2] = -s * p[1];
      jy[2] = s * p[0];
      jx[3] = q;
      jy[4] = q;
      jx[5] = s * p[0];
      jy[5] = s * p[1];
      double w = weights[i];
      error += w * (rx * rx + ry * ry);
      for (int a = 0; a < 6; a++) {
        right[a] += w * (jx[a] * rx + jy[a] * ry);
        for (int b = 0; b < 6; b++) {
          normal[6 * a + b] += w * (jx[a] * jx[b] + jy[a] * jy[b]);
        }
      }
    }
    return error;
  }

  private Optional<HeadPose> pose(LineOfSight line) {
    double far = distance(scale);
    double[] p = rotation.times(-middle[0], -middle[1], -middle[2]);
    double nearer = far / (far - p[2]);
    Point origin = line.back(nearer * (x + scale * p[0]), nearer * (y + scale * p[1]));
    double sum = 0;
    double error = equations(new double[36], new double[6]);
    for (double w : weights) {
      sum += w;
    }
    double corners = MeanFacePoints.x(45) - MeanFacePoints.x(36);
    HeadPose pose =
        new HeadPose(
            Math.toDegrees(rotation.yaw()),
            Math.toDegrees(rotation.pitch()),
            Math.toDegrees(rotation.roll()),
            origin,
            scale * nearer,
            far - p[2],
            Math.sqrt(error / sum) / (corners * scale));
    boolean known = Double.isFinite(pose.yaw() + pose.pitch() + pose.roll() + pose.scale());
    return known ? Optional.of(pose) : Optional.empty();
  }
}
