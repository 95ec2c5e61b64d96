package kpnative;

import kpnative.geometry.Point;
import kpnative.geometry.Warp;

/** Sampling in plain Java and doubles: what the fast ways are compared with. */
final class PlainBilinear {
  private final byte[] bytes;
  private final int width;
  private final int height;
  private final int channels;

  /** Of a picture in rows of pixels of {@code channels} bytes. */
  PlainBilinear(byte[] bytes, int width, int height, int channels) {
    this.bytes = bytes;
    this.width = width;
    this.height = height;
    this.channels = channels;
  }

  /** {@return the value at a point of the picture; outside it, of the nearest edge pixel} */
  double at(double x, double y, int channel) {
    double x0 = Math.floor(x);
    double y0 = Math.floor(y);
    double fx = x - x0;
    double fy = y - y0;
    return (1 - fy) * ((1 - fx) * pixel(x0, y0, channel) + fx * pixel(x0 + 1, y0, channel))
        + fy * ((1 - fx) * pixel(x0, y0 + 1, channel) + fx * pixel(x0 + 1, y0 + 1, channel));
  }

  /** {@return the picture that {@code back} leads to, one sample a pixel, before rounding} */
  double[] warped(Warp back, int w, int h) {
    return averaged(back, w, h, 1);
  }

  /** {@return the same with the mean of n x n samples over each pixel's area} */
  double[] averaged(Warp back, int w, int h, int n) {
    double[] out = new double[w * h * channels];
    for (int i = 0; i < w * h; i++) {
      int row = i / w;
      for (int s = 0; s < n * n; s++) {
        int down = s / n;
        double dx = (s % n + 0.5) / n - 0.5;
        double dy = (down + 0.5) / n - 0.5;
        Point p = back.map(new Point(i % w + dx, row + dy));
        for (int c = 0; c < channels; c++) {
          out[i * channels + c] += at(p.x(), p.y(), c) / (n * n);
        }
      }
    }
    return out;
  }

  private int pixel(double x, double y, int channel) {
    int column = (int) Math.max(0, Math.min(width - 1, x));
    int row = (int) Math.max(0, Math.min(height - 1, y));
    return bytes[(row * width + column) * channels + channel] & 0xff;
  }

  /** {@return the root mean square of the differences, in gray levels} */
  static double rms(byte[] got, double[] wanted) {
    double sum = 0;
    for (int i = 0; i < wanted.length; i++) {
      double d = (got[i] & 0xff) - wanted[i];
      sum += d * d;
    }
    return Math.sqrt(sum / wanted.length);
  }

  /** {@return the largest difference, in gray levels} */
  static double worst(byte[] got, double[] wanted) {
    double worst = 0;
    for (int i = 0; i < wanted.length; i++) {
      worst = Math.max(worst, Math.abs((got[i] & 0xff) - wanted[i]));
    }
    return worst;
  }
}
