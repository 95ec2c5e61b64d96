package kpnative.image;

import kpnative.natives.Construction;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * The source coordinates of each pixel of a network's input under a perspective warp.
 *
 * <p>Not thread-safe; owns two native maps of {@code [H, W]} floats.
 */
/* OpenCV's warpPerspective spends two fifths of its time on these coordinates: it divides pixel by pixel,
 * in doubles. The JIT compiler vectorises the loop below, and OpenCV's remap then samples the same
 * values. The float error is below 0.001 px on a side of 4096, and both functions round to 1/32 px.
 * Measured in docs/decisions/016-warp-kernels.md. */
final class PerspectiveMap implements AutoCloseable {
  private static final double FARTHEST = 1e6; // pixels; remap's fixed point overflows at 6e7
  private static final int ROWS_AT_ONCE = 32;

  private final int width;
  private final int height;
  private final Owned<Mat> mapX;
  private final Owned<Mat> mapY;
  private final Owned<FloatPointer> nativeX;
  private final Owned<FloatPointer> nativeY;
  private final float[] columns;
  private final float[] rowX;
  private final float[] rowY;
  private final float[] rowsX;
  private final float[] rowsY;

  PerspectiveMap(int width, int height) {
    this.width = width;
    this.height = height;
    try (Construction making = new Construction()) {
      Mat x = new Mat(height, width, opencv_core.CV_32FC1);
      Mat y = new Mat(height, width, opencv_core.CV_32FC1);
      mapX = making.retain(x);
      mapY = making.retain(y);
      nativeX = making.retain(new FloatPointer(x.data()));
      nativeY = making.retain(new FloatPointer(y.data()));
      making.done();
    }
    columns = new float[width];
    for (int i = 0; i < width; i++) {
      columns[i] = i;
    }
    rowX = new float[width];
    rowY = new float[width];
    rowsX = new float[ROWS_AT_ONCE * width];
    rowsY = new float[ROWS_AT_ONCE * width];
  }

  /**
   * {@return whether the maps now hold the coordinates of {@code back}} False if the warp's horizon
   * crosses the input or is close to it: the coordinates are then out of range.
   *
   * @param back the warp from the input's frame to the source's, row-major
   */
  boolean fill(double[] back) {
    if (!isInRange(back)) {
      return false;
    }
    for (int y = 0; y < height; y += ROWS_AT_ONCE) {
      int rows = Math.min(ROWS_AT_ONCE, height - y);
      for (int r = 0; r < rows; r++) {
        row(back, y + r);
        System.arraycopy(rowX, 0, rowsX, r * width, width);
        System.arraycopy(rowY, 0, rowsY, r * width, width);
      }
      nativeX.get().position((long) y * width).put(rowsX, 0, rows * width);
      nativeY.get().position((long) y * width).put(rowsY, 0, rows * width);
    }
    return true;
  }

  /** {@return the x coordinates, borrowed: valid until the next {@link #fill}} */
  Mat x() {
    return mapX.get();
  }

  /** {@return the y coordinates, borrowed: valid until the next {@link #fill}} */
  Mat y() {
    return mapY.get();
  }

  /* If w has the same sign at all corners it has it everywhere, and all coordinates lie within those of the
   * corners. */
  private boolean isInRange(double[] m) {
    double sign = Math.signum(m[8]);
    for (int corner = 0; corner < 4; corner++) {
      double u = corner % 2 == 0 ? 0 : width - 1;
      double v = corner < 2 ? 0 : height - 1;
      double w = m[6] * u + m[7] * v + m[8];
      double x = (m[0] * u + m[1] * v + m[2]) / w;
      double y = (m[3] * u + m[4] * v + m[5]) / w;
      if (!(w * sign > 0 && Math.abs(x) < FARTHEST && Math.abs(y) < FARTHEST)) { // or NaN
        return false;
      }
    }
    return true;
  }

  private void row(double[] m, int y) {
    points(
        columns,
        rowX,
        rowY,
        (float) m[0],
        (float) (m[1] * y + m[2]),
        (float) m[3],
        (float) (m[4] * y + m[5]),
        (float) m[6],
        (float) (m[7] * y + m[8]));
  }

  /** One index for all arrays and no calls in the loop, so that the JIT compiler vectorises it. */
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
    mapX.close();
    mapY.close();
  }
}
