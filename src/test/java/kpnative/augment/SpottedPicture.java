package kpnative.augment;

import java.util.List;
import java.util.stream.IntStream;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.natives.NativeScope;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A smooth picture in which Gaussian spots mark points at sub-pixel positions, so that pixels can
 * be compared with points.
 *
 * @param size of the picture
 * @param channels of the picture; in color, spots and background differ in all three
 * @param spots centres of the spots
 * @param sigma standard deviation of a spot, pixels
 */
record SpottedPicture(Size size, Channels channels, List<Point> spots, double sigma) {
  private static final double[] BACKGROUND = {60, 55, 50}; // blue, green, red
  private static final double[] SPOT = {140, 130, 150};

  /** {@return the picture, or its background alone; the caller closes it} */
  Image draw(boolean withSpots) {
    int w = size.width();
    int h = size.height();
    int count = channels.count();
    double[] values = new double[w * h * count];
    double[] acrossX = IntStream.range(0, w).mapToDouble(x -> Math.sin(x / 40.0)).toArray();
    for (int y = 0; y < h; y++) {
      double wave = 15 * Math.cos(y / 30.0);
      for (int i = 0; i < w * count; i++) {
        values[y * w * count + i] = BACKGROUND[i % count] + wave * acrossX[i / count];
      }
    }
    if (withSpots) {
      spots.forEach(s -> add(s, values));
    }
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Math.round(values[i]);
    }
    return image(size, channels, bytes);
  }

  /** {@return a black gray-scale picture; the caller closes it} */
  static Image black(Size size) {
    return image(size, Channels.GRAY, new byte[size.width() * size.height()]);
  }

  private static Image image(Size size, Channels channels, byte[] bytes) {
    try (NativeScope scope = NativeScope.open()) {
      boolean gray = channels == Channels.GRAY;
      int type = gray ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3;
      Mat mat = new Mat(size.height(), size.width(), type);
      mat.data().put(bytes);
      return Image.owning(mat);
    }
  }

  private void add(Point spot, double[] values) {
    int w = size.width();
    int count = channels.count();
    int reach = (int) Math.ceil(5 * sigma);
    int firstX = Math.max(0, (int) spot.x() - reach);
    int firstY = Math.max(0, (int) spot.y() - reach);
    for (int y = firstY; y < Math.min(size.height(), spot.y() + reach); y++) {
      for (int x = firstX; x < Math.min(w, spot.x() + reach); x++) {
        double d = spot.distanceTo(new Point(x, y)) / sigma;
        for (int c = 0; c < count; c++) {
          values[(y * w + x) * count + c] += SPOT[c] * Math.exp(-d * d / 2);
        }
      }
    }
  }
}
