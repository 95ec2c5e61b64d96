package kpnative.data.rendered;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Where people put a jaw's 17 points: evenly along the outline that is seen, which moves over the
 * cheek as the head turns, and from some 45 degrees on over mouth and chin. 33 lines on the face's
 * surface run from its middle, or beside the nose, over the cheek and the model's own jaw outwards;
 * each line's outermost place in the picture is on the outline, and the outline is divided evenly
 * between its ends and the chin. The nose is no part of it: in profile it stands out before it.
 *
 * @see <a href="https://arxiv.org/abs/1511.07212">Zhu et al. 2016, landmark marching: lines over
 *     the face whose outermost places are the jaw's</a>
 */
final class JawLine {
  private static final int LINES = 33;
  private static final int STEPS = 28;
  private static final int MORE_STEPS = 30; // over the face
  private static final int BETWEEN = 8; // parts of the outline between two lines

  /** Of every second line of the person's right half, the way outwards in texture coordinates. */
  private static final double[][] OUTWARDS = {
    {-1, 0},
    {-1, 0},
    {-1, 0},
    {-1, -0.05},
    {-0.9, -0.35},
    {-0.6, -0.8},
    {-0.3, -0.95},
    {-0.1, -1},
    {0, -1}
  };

  /** How far the lines reach inwards and outwards of the model's own jaw, texture coordinates. */
  private static final double[] INNER = {.10, .12, .14, .15, .14, .12, .10, .09, .07};

  private static final double[] OUTER = {.065, .06, .06, .06, .055, .045, .035, .03, .03};

  /** The way outwards in the picture of an upright head, x right, y down. */
  private static final double[][] PICTURE = {
    {-1, 0},
    {-1, 0},
    {-1, 0.02},
    {-1, 0.1},
    {-0.9, 0.45},
    {-0.7, 0.75},
    {-0.45, 0.9},
    {-0.2, 1},
    {0, 1}
  };

  private final HeadSurface.Place[][] lines = new HeadSurface.Place[LINES][];

  JawLine(HeadAtlas atlas, HeadSurface surface) {
    for (int i = 0; i < LINES; i++) {
      boolean mirrored = i > LINES / 2;
      double k = (mirrored ? LINES - 1 - i : i) / 2.0;
      double u = between(k, j -> atlas.u(j));
      double v = between(k, j -> atlas.v(j));
      double du = between(k, j -> OUTWARDS[j][0]);
      double dv = between(k, j -> OUTWARDS[j][1]);
      double length = Math.hypot(du, dv);
      double inner = between(k, j -> INNER[j]);
      double outer = between(k, j -> OUTER[j]);
      List<HeadSurface.Place> places = new ArrayList<>();
      for (int s = 0; s < STEPS; s++) {
        double t = -inner + (inner + outer) * s / (STEPS - 1);
        double x = u + t * du / length;
        places.add(surface.at(mirrored ? 1 - x : x, v + t * dv / length));
      }
      double toU = between(k, j -> middleU(atlas, j));
      double toV = between(k, j -> middleV(atlas, j));
      for (int s = 0; s < MORE_STEPS; s++) {
        double t = (double) s / (MORE_STEPS - 1);
        double x = u + t * (toU - u);
        surface.find(mirrored ? 1 - x : x, v + t * (toV - v)).ifPresent(places::add);
      }
      lines[i] = places.toArray(HeadSurface.Place[]::new);
    }
  }

  /**
   * {@return where every second line begins: between the eyes, beside the nose, else the middle}
   */
  private static double middleU(HeadAtlas atlas, int j) {
    return j == 1 || j == 2 ? atlas.u(31) : 0.5;
  }

  private static double middleV(HeadAtlas atlas, int j) {
    double nose = atlas.v(33);
    double lip = atlas.v(57);
    double chin = atlas.v(8);
    return switch (j) {
      case 0 -> atlas.v(27);
      case 1 -> atlas.v(30);
      case 2 -> nose;
      case 3 -> atlas.v(51);
      case 4 -> lip;
      default -> chin + (lip - chin) * (8.5 - j) / 4; // above the chin's lowest place
    };
  }

  private static double between(double k, IntToDoubleFunction value) {
    int i = Math.min(7, (int) k);
    return value.applyAsDouble(i) + (k - i) * (value.applyAsDouble(i + 1) - value.applyAsDouble(i));
  }

  /**
   * Writes the 17 points.
   *
   * @param position of the head's vertices, head's frame
   * @param out receives x, y (pixels) and depth (cm) of each
   */
  void points(float[] position, float[] rotation, View view, double roll, float[] out) {
    float[] head = new float[3 * (STEPS + MORE_STEPS)];
    float[] world = new float[head.length];
    float[] screen = new float[head.length];
    double[] x = new double[LINES];
    double[] y = new double[LINES];
    double[] z = new double[LINES];
    double c = Math.cos(roll);
    double s = Math.sin(roll);
    for (int i = 0; i < LINES; i++) {
      for (int j = 0; j < lines[i].length; j++) {
        lines[i][j].of(position, head, 3 * j);
      }
      Vertices.rotate(head, rotation, FacePose.PIVOT_Z, world);
      view.project(world, 1, screen);
      boolean mirrored = i > LINES / 2;
      double k = (mirrored ? LINES - 1 - i : i) / 2.0;
      double px = between(k, j -> PICTURE[j][0]) * (mirrored ? -1 : 1);
      double py = between(k, j -> PICTURE[j][1]);
      double dx = c * px - s * py; // the picture's y goes down: clockwise
      double dy = s * px + c * py;
      double most = -Double.MAX_VALUE;
      for (int j = 0; j < lines[i].length; j++) {
        double d = screen[3 * j] * dx + screen[3 * j + 1] * dy;
        if (d > most) {
          most = d;
          x[i] = screen[3 * j];
          y[i] = screen[3 * j + 1];
          z[i] = screen[3 * j + 2];
        }
      }
    }
    divide(curve(x), curve(y), curve(z), out);
  }

  /** {@return a Catmull-Rom spline through {@code p}, BETWEEN places for each of its parts} */
  private static double[] curve(double[] p) {
    int n = p.length;
    double[] out = new double[(n - 1) * BETWEEN + 1];
    for (int i = 0; i + 1 < n; i++) {
      double a = i == 0 ? 2 * p[0] - p[1] : p[i - 1];
      double d = i + 2 == n ? 2 * p[n - 1] - p[n - 2] : p[i + 2];
      double b = p[i];
      double c = p[i + 1];
      for (int j = 0; j < BETWEEN; j++) {
        double t = (double) j / BETWEEN;
        out[i * BETWEEN + j] =
            0.5
                * (2 * b
                    + (c - a) * t
                    + (2 * a - 5 * b + 4 * c - d) * t * t
                    + (3 * b - a - 3 * c + d) * t * t * t);
      }
    }
    out[out.length - 1] = p[n - 1];
    return out;
  }

  private static void divide(double[] x, double[] y, double[] z, float[] out) {
    double[] along = new double[x.length];
    for (int i = 1; i < x.length; i++) {
      along[i] = along[i - 1] + Math.hypot(x[i] - x[i - 1], y[i] - y[i - 1]);
    }
    double middle = along[along.length / 2];
    double last = along[along.length - 1];
    for (int k = 0; k < 17; k++) {
      double at = k <= 8 ? middle * k / 8 : middle + (last - middle) * (k - 8) / 8;
      int i = 0;
      while (i + 2 < along.length && along[i + 1] < at) {
        i++;
      }
      double t = (at - along[i]) / Math.max(1e-9, along[i + 1] - along[i]);
      out[3 * k] = (float) (x[i] + t * (x[i + 1] - x[i]));
      out[3 * k + 1] = (float) (y[i] + t * (y[i + 1] - y[i]));
      out[3 * k + 2] = (float) (z[i] + t * (z[i + 1] - z[i]));
    }
  }
}
