package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;


class ResamplerTest {
  /** OpenCV samples at 1/32 px: both axes are off by up to 1/64 px, of steps up to 255; then rounding. */
  private static final double ROUNDING = (2 * 255 / 64.0 + 0.5) / 255;

  /** Bytes as they are: value = byte / 255. */
  private static InputFormat plain(int width, int height, Channels channels) {
    return new InputFormat(height, width, channels, 0, 1);
  }

  private static Image noise(int width, int height, Channels channels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    byte[] bytes = new byte[width * height * channels.count()];
    random.nextBytes(bytes);
    return image(width, height, channels, bytes);
  }

  static Image image(int width, int height, Channels channels, byte[] bytes) {
    try (NativeScope scope = NativeScope.open()) {
      int type = channels == Channels.GRAY ? opencv_core.CV_8UC1 : opencv_core.CV_8UC3;
      Mat mat = new Mat(height, width, type);
      mat.data().put(bytes);
      return Image.owning(mat);
    }
  }

  private static float[] sample(
      Image source, Warp warp, Border border, Tone tone, InputFormat format) {
    try (NativeScope scope = NativeScope.open();
        Resampler resampler = new Resampler(format)) {
      FloatPointer out = new FloatPointer(format.floats());
      resampler.sample(source, warp, border, tone, out);
      float[] values = new float[format.floats()];
      out.get(values);
      return values;
    }
  }

  /** Bilinear sampling, slowly, with one channel. */
  private static double reference(byte[] p, int w, int h, Point at, Border border) {
    double x0 = Math.floor(at.x());
    double y0 = Math.floor(at.y());
    double fx = at.x() - x0;
    double fy = at.y() - y0;
    double sum = 0;
    for (int dy = 0; dy < 2; dy++) {
      for (int dx = 0; dx < 2; dx++) {
        double weight = (dx == 0 ? 1 - fx : fx) * (dy == 0 ? 1 - fy : fy);
        sum += weight * pixel(p, w, h, (int) x0 + dx, (int) y0 + dy, border);
      }
    }
    return sum / 255;
  }

  private static double pixel(byte[] p, int w, int h, int x, int y, Border border) {
    return switch (border) {
      case CONSTANT -> x < 0 || y < 0 || x >= w || y >= h ? 0 : p[y * w + x] & 0xff;
      case REPLICATE ->
          p[Math.min(Math.max(y, 0), h - 1) * w + Math.min(Math.max(x, 0), w - 1)] & 0xff;
      case REFLECT -> p[reflect(y, h) * w + reflect(x, w)] & 0xff;
    };
  }

  private static int reflect(int i, int n) {
    int period = 2 * (n - 1);
    int r = Math.floorMod(i, period);
    return r < n ? r : period - r;
  }

  @ParameterizedTest
  @EnumSource(Border.class)
  void agreesWithASlowBilinearReferenceOnOddSizesAndBorders(Border border) {
    int w = 37;
    int h = 23;
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 40; round++) {
      byte[] bytes = new byte[w * h];
      random.nextBytes(bytes);
      InputFormat format = plain(31, 19, Channels.GRAY);
      Warp warp =
          Warp.rotation(random.nextDouble() * 6.28, new Point(18, 11))
              .then(Warp.scaling(0.8 + random.nextDouble(), 0.8 + random.nextDouble(), new Point(10, 10)))
              .then(Warp.translation(random.nextDouble() * 20 - 10, random.nextDouble() * 20 - 10));
      if (round % 2 == 1) {
        warp = warp.then(new Warp(1, 0, 0, 0, 1, 0, 0.002 * random.nextDouble(), -0.002, 1));
      }
      try (Image image = image(w, h, Channels.GRAY, bytes)) {
        float[] got = sample(image, warp, border, Tone.NONE, format);
        Warp back = warp.inverse();
        double worst = 0;
        double sum = 0;
        for (int i = 0; i < got.length; i++) {
          Point at = back.map(new Point(i % 31, i / 31));
          double error = Math.abs(got[i] - reference(bytes, w, h, at, border));
          worst = Math.max(worst, error);
          sum += error;
        }
        assertThat(worst).as("worst, seed 7 round " + round).isLessThan(ROUNDING);
        assertThat(sum / got.length).as("mean, seed 7 round " + round).isLessThan(1.5 / 255);
      }
    }
  }
}
