package kpnative.keypoints;

import java.util.Arrays;
import java.util.Optional;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;

/**
 * The K keypoints of one face in one pixel frame, in the order of a schema. Immutable.
 *
 * <p>Coordinates are pixels, x right and y down; whole numbers are pixel centres. Points may lie
 * outside the picture. A point may be absent: then both its coordinates are NaN, in whatever frame;
 * only {@link #partial} makes such keypoints, and what a detector finds is always complete.
 */
public final class Keypoints {
  private final double[] xy; // x0, y0, x1, y1, ...

  private Keypoints(double[] xy) {
    this.xy = xy;
  }

  /**
   * {@return the keypoints with these coordinates}
   *
   * @param xy x and y alternating, {@code [K, 2]}; copied
   * @throws IllegalArgumentException if the array is empty, has an odd length, or holds a
   *     non-finite number
   */
  public static Keypoints of(double... xy) {
    requirePairs(xy);
    for (int i = 0; i < xy.length; i++) {
      requireFinite(xy, i);
    }
    return new Keypoints(xy.clone());
  }

  /**
   * {@return the keypoints with these coordinates, of which some may be absent}
   *
   * @param xy x and y alternating, {@code [K, 2]}, both NaN where a point is absent; copied
   * @throws IllegalArgumentException if the array is empty, has an odd length, or holds an infinite
   *     number or half an absent point
   */
  public static Keypoints partial(double... xy) {
    requirePairs(xy);
    for (int i = 0; i < xy.length; i++) {
      if (!Double.isNaN(xy[i]) || !Double.isNaN(xy[i ^ 1])) {
        requireFinite(xy, i);
      }
    }
    return new Keypoints(xy.clone());
  }

  private static void requirePairs(double[] xy) {
    if (xy.length == 0 || xy.length % 2 != 0) {
      throw new IllegalArgumentException(
          "keypoints need x and y in turn, got " + xy.length + " numbers");
    }
  }

  private static void requireFinite(double[] xy, int i) {
    if (!Double.isFinite(xy[i])) {
      throw new IllegalArgumentException(
          "keypoint " + i / 2 + " has " + (i % 2 == 0 ? "x " : "y ") + xy[i]);
    }
  }

  /** {@return K} */
  public int count() {
    return xy.length / 2;
  }

  /** {@return whether keypoint {@code k}, counted from 0, has coordinates} */
  public boolean isPresent(int k) {
    return !Double.isNaN(xy[2 * k]);
  }

  /** {@return how many keypoints have coordinates, 0 to K} */
  public int presentCount() {
    int present = 0;
    for (int k = 0; k < count(); k++) {
      present += isPresent(k) ? 1 : 0;
    }
    return present;
  }

  /** {@return whether every keypoint has coordinates} */
  public boolean isComplete() {
    return presentCount() == count();
  }

  /** {@return whether each of the keypoints at {@code indices} has coordinates} */
  public boolean arePresent(int... indices) {
    for (int k : indices) {
      if (!isPresent(k)) {
        return false;
      }
    }
    return true;
  }

  /** {@return the keypoints that have coordinates, in order; empty if none has} */
  public Optional<Keypoints> present() {
    double[] kept = Arrays.stream(xy).filter(v -> !Double.isNaN(v)).toArray();
    return kept.length == 0 ? Optional.empty() : Optional.of(new Keypoints(kept));
  }

  /** {@return the x of keypoint {@code k}, counted from 0; NaN if it is absent} */
  public double x(int k) {
    return xy[2 * k];
  }

  /** {@return the y of keypoint {@code k}, counted from 0; NaN if it is absent} */
  public double y(int k) {
    return xy[2 * k + 1];
  }

  /** {@return keypoint {@code k}, counted from 0; of NaN if it is absent} */
  public Point point(int k) {
    return new Point(x(k), y(k));
  }

  /** {@return a copy of the coordinates, x and y alternating, {@code [K, 2]}} */
  public double[] toArray() {
    return xy.clone();
  }

  /** {@return these keypoints mapped by {@code warp}; an absent one stays absent} */
  public Keypoints map(Warp warp) {
    double[] out = new double[xy.length];
    for (int k = 0; k < count(); k++) {
      Point p = warp.map(point(k));
      out[2 * k] = p.x();
      out[2 * k + 1] = p.y();
    }
    return new Keypoints(out);
  }

  /** {@return the keypoints at {@code indices}, in that order} */
  public Keypoints select(int... indices) {
    double[] out = new double[2 * indices.length];
    for (int i = 0; i < indices.length; i++) {
      out[2 * i] = x(indices[i]);
      out[2 * i + 1] = y(indices[i]);
    }
    return new Keypoints(out);
  }

  /**
   * Writes x and y of the keypoints at {@code indices}, in that order; allocates nothing.
   *
   * @param xy written from index 0; holds at least two numbers per index
   */
  public void copyTo(double[] xy, int[] indices) {
    for (int i = 0; i < indices.length; i++) {
      xy[2 * i] = this.xy[2 * indices[i]];
      xy[2 * i + 1] = this.xy[2 * indices[i] + 1];
    }
  }

  /** {@return the mean of the keypoints at {@code indices}; of NaN if one of them is absent} */
  public Point mean(int... indices) {
    double sx = 0;
    double sy = 0;
    for (int k : indices) {
      sx += x(k);
      sy += y(k);
    }
    return new Point(sx / indices.length, sy / indices.length);
  }

  /**
   * {@return whether there is an {@link #extent}: false if all keypoints that are present share one
   * x or one y, or if none is}
   */
  public boolean spansBox() {
    boolean wide = false;
    boolean high = false;
    int first = -1;
    for (int k = 0; k < count(); k++) {
      if (isPresent(k)) {
        first = first < 0 ? k : first;
        wide |= x(k) != x(first);
        high |= y(k) != y(first);
      }
    }
    return wide && high;
  }

  /**
   * {@return the bounding box of the keypoints that are present}
   *
   * @throws IllegalArgumentException if they all lie on one horizontal or vertical line, or none is
   */
  public Box extent() {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < count(); k++) {
      if (isPresent(k)) {
        left = Math.min(left, x(k));
        right = Math.max(right, x(k));
        top = Math.min(top, y(k));
        bottom = Math.max(bottom, y(k));
      }
    }
    return new Box(left, top, right, bottom);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Keypoints k && Arrays.equals(xy, k.xy);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(xy);
  }

  @Override
  public String toString() {
    return "Keypoints" + Arrays.toString(xy);
  }
}
