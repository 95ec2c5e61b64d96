package kpnative.data.backdrop;

import java.util.Arrays;

/** Closed polygons in the scene's frame, from lines and curves. Not thread-safe. */
final class Outline {
  private float[] xy = new float[64];
  private int[] ends = new int[4];
  private int size; // of xy
  private int rings;

  /** Adds a corner to the ring that is being made. */
  Outline to(double x, double y) {
    if (size + 2 > xy.length) {
      xy = Arrays.copyOf(xy, 2 * xy.length);
    }
    xy[size++] = (float) x;
    xy[size++] = (float) y;
    return this;
  }

  /** Ends the ring that is being made. */
  Outline close() {
    if (rings == ends.length) {
      ends = Arrays.copyOf(ends, 2 * rings);
    }
    ends[rings++] = size;
    return this;
  }

  Outline clear() {
    size = 0;
    rings = 0;
    return this;
  }

  Outline rectangle(double left, double top, double right, double bottom) {
    return to(left, top).to(right, top).to(right, bottom).to(left, bottom).close();
  }

  /** Adds an ellipse of half axes {@code a} and {@code b}, the first turned by {@code angle}. */
  Outline ellipse(double x, double y, double a, double b, double angle) {
    return superellipse(x, y, a, b, angle, 28);
  }

  Outline disc(double x, double y, double r) {
    return superellipse(x, y, r, r, 0, r < 0.02 ? 12 : r < 0.1 ? 22 : 40);
  }

  private Outline superellipse(double x, double y, double a, double b, double angle, int corners) {
    double c = StrictMath.cos(angle);
    double s = StrictMath.sin(angle);
    double stepC = StrictMath.cos(2 * StrictMath.PI / corners);
    double stepS = StrictMath.sin(2 * StrictMath.PI / corners);
    double u = 1;
    double v = 0;
    for (int i = 0; i < corners; i++) {
      to(x + a * u * c - b * v * s, y + a * u * s + b * v * c);
      double next = u * stepC - v * stepS;
      v = u * stepS + v * stepC;
      u = next;
    }
    return close();
  }

  /** Adds a line of the given width, with square ends. */
  Outline line(double x0, double y0, double x1, double y1, double width) {
    return taper(x0, y0, x1, y1, width, width);
  }

  /** Adds a line whose width goes from {@code width0} to {@code width1}. */
  Outline taper(double x0, double y0, double x1, double y1, double width0, double width1) {
    double dx = x1 - x0;
    double dy = y1 - y0;
    double length = Math.max(1e-9, Math.sqrt(dx * dx + dy * dy));
    double nx = -dy / length / 2;
    double ny = dx / length / 2;
    return to(x0 + nx * width0, y0 + ny * width0)
        .to(x1 + nx * width1, y1 + ny * width1)
        .to(x1 - nx * width1, y1 - ny * width1)
        .to(x0 - nx * width0, y0 - ny * width0)
        .close();
  }

  /** Adds a leaf: pointed at both ends, widest in the middle. */
  Outline leaf(double x, double y, double length, double width, double angle) {
    double c = StrictMath.cos(angle);
    double s = StrictMath.sin(angle);
    double[] along = {0, 0.18, 0.45, 0.75, 1, 0.75, 0.45, 0.18};
    double[] across = {0, 0.32, 0.5, 0.33, 0, -0.33, -0.5, -0.32};
    for (int i = 0; i < along.length; i++) {
      double u = along[i] * length;
      double v = across[i] * width;
      to(x + u * c - v * s, y + u * s + v * c);
    }
    return close();
  }

  /** Adds a smooth closed curve about (x, y) with the given radii at even angles. */
  Outline blob(double x, double y, double stretch, double[] radii) {
    int n = radii.length;
    for (int i = 0; i < 4 * n; i++) {
      int k = i / 4;
      double t = (i & 3) / 4.0;
      double r = spline(radii, k, t);
      double angle = 2 * StrictMath.PI * (k + t) / n;
      to(x + r * stretch * StrictMath.cos(angle), y + r * StrictMath.sin(angle));
    }
    return close();
  }

  private static double spline(double[] r, int k, double t) {
    int n = r.length;
    double a = r[(k + n - 1) % n];
    double b = r[k];
    double c = r[(k + 1) % n];
    double d = r[(k + 2) % n];
    return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
  }

  int rings() {
    return rings;
  }

  /** {@return where ring {@code i} begins in {@link #corners}} */
  int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  int end(int i) {
    return ends[i];
  }

  /** {@return x and y of all corners, borrowed} */
  float[] corners() {
    return xy;
  }
}
