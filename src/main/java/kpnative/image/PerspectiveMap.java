package kpnative.image;

import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * For each pixel of a network's input, the source's point that it shows through a perspective warp.
 *
 * <p>Not thread-safe; owns two native maps of {@code [H, W]} floats.
 */
/* OpenCV's warpPerspective spends two fifths of its time on these points: it divides pixel by
 * pixel, in doubles. The loop below is plain enough for the JIT compiler to divide in vectors, and
 * OpenCV's remap then samples the same values. Floats err by less than 0.001 px on a side of 4096,
 * and both sample at 1/32 px. Measured in docs/decisions/016-warp-kernels.md. */
final class PerspectiveMap implements AutoCloseable {
  private static final double FARTHEST = 1e6; // pixels; remap's fixed point ends at 6e7
  private static final int ROWS_AT_ONCE = 32;

  private final int width;
  private final int height;
  private final Owned<Mat> mapOfX;
  private final Owned<Mat> mapOfY;
  private final Owned<FloatPointer> nativeX;
  private final Owned<FloatPointer> nativeY;
  private final float[] columns;
  private final float[] rowOfX;
  private final float[] rowOfY;
  private final float[] rowsOfX;
  private final float[] rowsOfY;

  PerspectiveMap(int width, int height) {
    this.width = width;
    this.height = height;
    try (NativeScope scope = NativeScope.open()) {
      Mat x = new Mat(height, width, opencv_core.CV_32FC1);
      Mat y = new Mat(height, width, opencv_core.CV_32FC1);
      mapOfX = Owned.retain(x);
      mapOfY = Owned.retain(y);
      nativeX = Owned.retain(new FloatPointer(x.data()));
      nativeY = Owned.retain(new FloatPointer(y.data()));
    }
    columns = new float[width];
    for (int i = 0; i < width; i++) {
      columns[i] = i;
    }
    rowOfX = new float[width];
    rowOfY = new float[width];
    rowsOfX = new float[ROWS_AT_ONCE * width];
    rowsOfY = new float[ROWS_AT_ONCE * width];
  }

  /**
   * {@return whether this now holds the points of {@code back}} False where the warp's horizon
   * crosses the input or comes close: its points are then beyond these maps' range.
   *
   * @param back from the input's frame to the source's, row by row
   */
  boolean fill(double[] back) {
    if (!isTame(back)) {
      return false;
    }
    for (int y = 0; y < height; y += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, height - y);
      for (int r = 0; r < rows; r++) {
        row(back, y + r);
        System.arraycopy(rowOfX, 0, rowsOfX, r * width, width);
        System.arraycopy(rowOfY, 0, rowsOfY, r * width, width);
      }
      nativeX.get().position((long) y * width).put(rowsOfX, 0, rows * width);
      nativeY.get().position((long) y * width).put(rowsOfY, 0, rows * width);
    }
    return true;
  }

  /** {@return the x of the points, borrowed until the next {@link #fill}} */
  Mat x() {
    return mapOfX.get();
  }

  /** {@return their y, likewise} */
  Mat y() {
    return mapOfY.get();
  }

  /* Where w has one sign at the corners it has it everywhere, and all points lie between those of
   * the corners. */
  private boolean isTame(double[] m) {
    double sign = Math.signum(m[8]);
    for (int corner = 0; corner < 4; corner++) {
      double u = corner % 2 == 0 ? 0 : width - 1;
      double v = corner < 2 ? 0 : height - 1;
      double w = m[6] * u + m[7] * v + m[8];
      double x = (m[0] * u + m[1] * v + m[2]) / w;
      double y = (m[3] * u + m[4] * v + m[5]) / w;
      if (!(w * sign > 0 && Math.abs(x) < FARTHEST && Math.abs(y) < FARTHEST)) { // also NaN
        return false;
      }
    }
    return true;
  }

  private void row(double[] m, int y) {
    points(
        columns,
        rowOfX,
        rowOfY,
        (float) m[0],
        (float) (m[1] * y + m[2]),
        (float) m[3],
        (float) (m[4] * y + m[5]),
        (float) m[6],
        (float) (m[7] * y + m[8]));
  }

  /** One index for all arrays and nothing else in the loop: so the JIT compiler vectorises it. */
  private static void points(
      float[] u, float[] x, float[] y, float xu, float x0, float yu, float y0, float wu, float w0) {
    for (int i = 0; i < u.length; i++) {
      float w = 1 / (wu * u[i] + w0);
      x[i] = (xu * u[i] + x0) * w;
      y[i] = (yu * u[i] + y0) * w;
    }
  }

  /** Frees the maps. Idempotent. */
  @Override
  public void close() {
    nativeX.close();
    nativeY.close();
    mapOfX.close();
    mapOfY.close();
  }
}
