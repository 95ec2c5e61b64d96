package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Effect.Tone;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
  /**
   * OpenCV samples at 1/32 px: each axis is off by up to 1/64 px, times steps of up to 255, plus
   * rounding.
   */
  private static final double ROUNDING = (2 * 255 / 64.0 + 0.5) / 255;

  /** Without normalisation: value = byte / 255. */
  static InputFormat plain(int width, int height, Channels channels) {
    return new InputFormat(height, width, channels, 0, 1);
  }

  static Image noise(int width, int height, Channels channels, long seed) {
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

  static float[] sample(Image source, Warp warp, Border border, Tone tone, InputFormat format) {
    return sample(source, warp, border, List.of(tone), format);
  }

  static float[] sample(
      Image source, Warp warp, Border border, List<Effect> effects, InputFormat format) {
    try (NativeScope scope = NativeScope.open();
        Resampler resampler = new Resampler(format)) {
      FloatPointer out = new FloatPointer(format.values());
      try (InputSlots slots = InputSlots.floats(format, out, 1)) {
        resampler.sample(source, warp, border, effects, slots, 0);
      }
      float[] values = new float[format.values()];
      out.get(values);
      return values;
    }
  }

  /** Slow reference for bilinear interpolation of one channel. */
  static double reference(byte[] p, int w, int h, Point at, Border border) {
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

  static double pixel(byte[] p, int w, int h, int x, int y, Border border) {
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
              .then(
                  Warp.scaling(
                      0.8 + random.nextDouble(), 0.8 + random.nextDouble(), new Point(10, 10)))
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
          int row = i / 31;
          Point at = back.map(new Point(i - 31.0 * row, row));
          double error = Math.abs(got[i] - reference(bytes, w, h, at, border));
          worst = Math.max(worst, error);
          sum += error;
        }
        assertThat(worst).as("worst, seed 7 round " + round).isLessThan(ROUNDING);
        assertThat(sum / got.length).as("mean, seed 7 round " + round).isLessThan(1.5 / 255);
      }
    }
  }

  /** A gray picture with a Gaussian blob of the given sigma at each spot. */
  private static byte[] blobs(int w, int h, double sigma, Point... spots) {
    double[] sum = new double[w * h];
    for (Point s : spots) {
      int r = (int) Math.ceil(4 * sigma);
      for (int y = Math.max(0, (int) s.y() - r); y <= Math.min(h - 1, (int) s.y() + r); y++) {
        for (int x = Math.max(0, (int) s.x() - r); x <= Math.min(w - 1, (int) s.x() + r); x++) {
          double d = Math.pow(x - s.x(), 2) + Math.pow(y - s.y(), 2);
          sum[y * w + x] += 250 * Math.exp(-d / (2 * sigma * sigma));
        }
      }
    }
    byte[] out = new byte[w * h];
    for (int i = 0; i < out.length; i++) {
      out[i] = (byte) Math.min(255, Math.round(sum[i]));
    }
    return out;
  }

  private static Point centroid(float[] plane, int w, int h, Point near, double radius) {
    double sum = 0;
    double sx = 0;
    double sy = 0;
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        if (new Point(x, y).distanceTo(near) <= radius) {
          double v = plane[y * w + x];
          sum += v;
          sx += v * x;
          sy += v * y;
        }
      }
    }
    return new Point(sx / sum, sy / sum);
  }

  /**
   * Rotation, scaling, translation, mirror and, every third time, perspective; shrinks 1 to 8
   * times.
   */
  private static Warp anyWarp(
      SplittableRandom random, Size source, Size input, boolean perspective) {
    Point middle = Box.ofPicture(source).center();
    double side = random.nextDouble(input.width(), 8.0 * input.width());
    Box box =
        Box.ofPixels(
            middle.x() - side / 2,
            middle.y() - side / 2,
            side,
            side * random.nextDouble(0.8, 1.25));
    Warp w = Warp.crop(box, input);
    if (random.nextBoolean()) {
      w = w.then(Warp.flip(input.width()));
    }
    Point c = Box.ofPicture(input).center();
    w = w.then(Warp.rotation(random.nextDouble(-3, 3), c));
    w = w.then(Warp.translation(random.nextDouble(-10, 10), random.nextDouble(-10, 10)));
    if (perspective) {
      double g = random.nextDouble(-1e-3, 1e-3);
      double h = random.nextDouble(-1e-3, 1e-3);
      w =
          w.then(
              Warp.translation(-c.x(), -c.y())
                  .then(new Warp(1, 0, 0, 0, 1, 0, g, h, 1))
                  .then(Warp.translation(c.x(), c.y())));
    }
    return w;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {20, 21, 22, 23})
  void pointsFollowPixels(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Size input = new Size(97, 81);
    Size source = new Size(701, 599);
    InputFormat format = plain(input.width(), input.height(), Channels.GRAY);
    int seen = 0;
    for (int round = 0; round < 50; round++) {
      Warp warp = anyWarp(random, source, input, round % 3 == 0);
      // In the warped picture the blob has a sigma of 2 px at any scale.
      Point target = new Point(random.nextDouble(20, 77), random.nextDouble(20, 61));
      Point spot = warp.inverse().map(target);
      double scale = warp.scaleAt(spot);
      double sigma = 2 / scale;
      boolean inside =
          spot.x() > 4 * sigma
              && spot.y() > 4 * sigma
              && spot.x() < source.width() - 4 * sigma
              && spot.y() < source.height() - 4 * sigma;
      if (!inside) {
        continue;
      }
      byte[] bytes = blobs(source.width(), source.height(), sigma, spot);
      try (Image image = image(source.width(), source.height(), Channels.GRAY, bytes)) {
        float[] got = sample(image, warp, Border.CONSTANT, Tone.NONE, format);
        double off = centroid(got, input.width(), input.height(), target, 10).distanceTo(target);
        seen++;
        assertThat(off)
            .as("seed " + seed + ", round " + round + ", scale " + scale)
            .isLessThan(0.15);
      }
    }
    assertThat(seen).as("spots inside the picture").isGreaterThan(20);
  }

  /** Waves of about 40 pixels, so that averages of neighbours are close to area averages. */
  static byte[] waves(int w, int h, int channels) {
    byte[] bytes = new byte[w * h * channels];
    for (int i = 0; i < bytes.length; i++) {
      int x = i / channels % w;
      int y = i / channels / w;
      double c = i % channels;
      bytes[i] =
          (byte)
              Math.round(128 + 50 * Math.sin(x / 6.0 + c) + 50 * Math.cos(y / 7.0 - x / 9.0 * c));
    }
    return bytes;
  }

  @Test
  void aPictureLongerThanOpenCvTakesIsSampledToo() {
    int w = 40_000;
    byte[] bytes = waves(w, 24, 1);
    byte[] part = new byte[100 * 24];
    for (int y = 0; y < 24; y++) {
      System.arraycopy(bytes, y * w + 39_000, part, y * 100, 100);
    }
    InputFormat format = plain(16, 16, Channels.GRAY);
    Warp near = Warp.rotation(0.2, new Point(50, 12)).then(Warp.translation(-42, -4));
    try (Image all = image(w, 24, Channels.GRAY, bytes);
        Image cut = image(100, 24, Channels.GRAY, part)) {
      Warp far = Warp.translation(-39_000, 0).then(near);
      assertThat(sample(all, far, Border.CONSTANT, Tone.NONE, format))
          .isEqualTo(sample(cut, near, Border.CONSTANT, Tone.NONE, format));
    }
  }

  @Test
  void aWarpWhoseHorizonCrossesTheInputIsSampledBeforeIt() {
    int w = 60;
    byte[] bytes = waves(w, w, 1);
    // from the input's frame, w = 1 - x / 30: the horizon is column 30; nothing is averaged
    Warp warp = new Warp(0.2, 0, 0, 0, 0.2, 0, -1 / 30.0, 0, 1).inverse();
    try (Image image = image(w, w, Channels.GRAY, bytes)) {
      float[] got = sample(image, warp, Border.CONSTANT, Tone.NONE, plain(32, 32, Channels.GRAY));
      for (int y = 0; y < 10; y++) {
        for (int x = 0; x < 10; x++) {
          Point p = warp.inverse().map(new Point(x, y));
          double wanted = reference(bytes, w, w, p, Border.CONSTANT);
          assertThat((double) got[y * 32 + x]).isCloseTo(wanted, within(2 / 255.0));
        }
      }
    }
  }

  @Test
  void aWarpThatMissesThePictureShowsTheBorder() {
    try (Image image = noise(20, 20, Channels.GRAY, 3)) {
      Warp far = Warp.translation(5000, 5000);
      InputFormat format = plain(8, 8, Channels.GRAY);
      assertThat(sample(image, far, Border.CONSTANT, Tone.NONE, format)).containsOnly(0f);
      float corner = (image.mat().data().get(0) & 0xff) / 255f;
      assertThat(sample(image, far, Border.REPLICATE, Tone.NONE, format))
          .containsOnly(new float[] {corner}, within(1e-6f));
    }
  }

  @Test
  void colorIsWrittenAsRedGreenBlue() {
    byte[] bgr = new byte[3 * 64];
    for (int i = 0; i < 64; i++) {
      bgr[3 * i] = 10;
      bgr[3 * i + 1] = 20;
      bgr[3 * i + 2] = 30;
    }
    InputFormat format = new InputFormat(8, 8, Channels.COLOR, 0.5, 0.25);
    try (Image image = image(8, 8, Channels.COLOR, bgr)) {
      float[] got = sample(image, Warp.IDENTITY, Border.CONSTANT, Tone.NONE, format);
      assertThat(got[15]).isCloseTo((30 / 255f - 0.5f) / 0.25f, within(1e-5f));
      assertThat(got[16]).isCloseTo((20 / 255f - 0.5f) / 0.25f, within(1e-5f));
      assertThat(got[17]).isCloseTo((10 / 255f - 0.5f) / 0.25f, within(1e-5f));
    }
  }

  @Test
  void everyChannelHasItsOwnMeanAndDeviation() {
    List<Double> mean = List.of(0.485, 0.456, 0.406); // red, green, blue
    List<Double> deviation = List.of(0.229, 0.224, 0.225);
    byte[] bgr = new byte[3 * 16 * 16];
    new SplittableRandom(9).nextBytes(bgr);
    InputFormat format = new InputFormat(16, 16, Channels.COLOR, mean, deviation);
    try (Image image = image(16, 16, Channels.COLOR, bgr)) {
      float[] got = sample(image, Warp.IDENTITY, Border.CONSTANT, Tone.NONE, format);
      for (int i = 0; i < got.length; i++) {
        int c = i % 3;
        double share = (bgr[i - c + 2 - c] & 0xff) / 255.0;
        double expected = (share - mean.get(c)) / deviation.get(c);
        assertThat(got[i]).as("value %d", i).isCloseTo((float) expected, within(1e-5f));
      }
    }
  }

  @Test
  void colorAndGrayAreWarpedAlike() {
    Warp warp =
        Warp.rotation(0.3, new Point(30, 30)).then(Warp.scaling(0.3, 0.25, new Point(5, 5)));
    byte[] gray = new byte[120 * 90];
    new SplittableRandom(8).nextBytes(gray);
    byte[] bgr = new byte[3 * gray.length];
    for (int i = 0; i < bgr.length; i++) {
      bgr[i] = gray[i / 3];
    }
    try (Image one = image(120, 90, Channels.GRAY, gray);
        Image three = image(120, 90, Channels.COLOR, bgr)) {
      float[] a = sample(one, warp, Border.CONSTANT, Tone.NONE, plain(32, 24, Channels.GRAY));
      float[] b = sample(three, warp, Border.CONSTANT, Tone.NONE, plain(32, 24, Channels.COLOR));
      for (int i = 0; i < b.length; i++) {
        assertThat(b[i]).as("value " + i).isCloseTo(a[i / 3], within(1.01f / 255));
      }
    }
  }

  @Test
  void memoryStaysFlatOverTenThousandSamples() {
    InputFormat format = plain(16, 16, Channels.COLOR);
    Tone tone = new Tone(1.1, 0.9, 1.2, 0.1);
    Warp shrinking = Warp.scaling(0.25, 0.3, new Point(0, 0));
    Warp perspective = shrinking.then(new Warp(1, 0, 0, 0, 1, 0, 1e-3, 0, 1));
    try (NativeScope scope = NativeScope.open();
        Image image = noise(64, 48, Channels.COLOR, 4);
        Resampler resampler = new Resampler(format)) {
      InputSlots out = slots(format, new FloatPointer(format.values()));
      resampler.sample(image, shrinking, Border.REFLECT, List.of(tone), out, 0);
      resampler.sample(image, perspective, Border.REFLECT, List.of(tone), out, 0);
      long before = NativeMemory.objects();
      for (int i = 0; i < 10_000; i++) {
        resampler.sample(
            image, i % 2 == 0 ? shrinking : perspective, Border.REFLECT, List.of(tone), out, 0);
      }
      assertThat(NativeMemory.objects()).isEqualTo(before);
      out.close();
    }
  }

  static InputSlots slots(InputFormat format, FloatPointer memory) {
    return InputSlots.floats(format, memory, (int) (memory.limit() / format.values()));
  }
}
