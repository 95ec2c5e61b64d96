package kpnative.image;

import static kpnative.image.ResamplerTest.image;
import static kpnative.image.ResamplerTest.pixel;
import static kpnative.image.ResamplerTest.sample;
import static kpnative.image.ResamplerTest.waves;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.image.Effect.Tone;
import kpnative.natives.NativeScope;
import kpnative.testing.OwnProcess;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A complete sample: warp, effects and normalisation. */
class SampleTest {
  private static final int W = 53;
  private static final int H = 47;
  private static final Warp TURN = Warp.rotation(0.4, new Point(25, 20));
  private static final Warp TILT =
      TURN.then(new Warp(1.1, 0.1, -3, -0.05, 1.05, 2, 2e-3, -1e-3, 1));
  private static final Warp SHRINK = Warp.scaling(0.31, 0.44, new Point(10, 10));
  private static final List<Effect> EFFECTS =
      List.of(
          new Tone(1.1, 0.9, 1.2, 0.1),
          new Effect.Gamma(0.8),
          new Effect.Gray(),
          new Effect.Blur(0.7),
          new Effect.Noise(0.03, 5),
          new Effect.Patch(0.1, 0.2, 0.4, 0.5, 0.5));

  @ParameterizedTest
  @EnumSource(Border.class)
  void aColorSampleIsWarpedJitteredAndNormalisedAsInPlainJava(Border border) {
    byte[] bytes = waves(W, H, 3);
    InputFormat format = new InputFormat(19, 31, Channels.COLOR, 0.45, 0.22);
    Tone tone = new Tone(1.1, 0.8, 1.3, 0.07);
    double[] bgr = plain(bytes, TILT.inverse(), border, format);
    double luma = 0;
    for (int i = 0; i < bgr.length; i += 3) {
      luma += 0.114 * bgr[i] + 0.587 * bgr[i + 1] + 0.299 * bgr[i + 2];
    }
    double[] m = new double[12];
    ToneMatrix.write(tone, luma / (bgr.length / 3.0), false, m);
    try (Image image = image(W, H, Channels.COLOR, bytes)) {
      float[] got = sample(image, TILT, border, List.of(tone), format);
      for (int i = 0; i < bgr.length; i++) {
        int out = 2 - i % 3; // the result has red first
        int p = i - i % 3;
        double value =
            m[4 * out] * bgr[p]
                + m[4 * out + 1] * bgr[p + 1]
                + m[4 * out + 2] * bgr[p + 2]
                + m[4 * out + 3];
        double wanted = (Math.max(0, Math.min(255, value)) / 255 - 0.45) / 0.22;
        // the border is a sharp edge, and OpenCV samples at 1/32 px
        double levels = border == Border.CONSTANT ? 12 : 4;
        assertThat((double) got[i]).as("value " + i).isCloseTo(wanted, within(levels / 255 / 0.22));
      }
    }
  }

  /** Bilinear interpolation of three channels. */
  private static double[] plain(byte[] bytes, Warp back, Border border, InputFormat format) {
    double[] out = new double[format.values()];
    for (int c = 0; c < 3; c++) {
      byte[] channel = new byte[W * H];
      for (int i = 0; i < channel.length; i++) {
        channel[i] = bytes[3 * i + c];
      }
      for (int i = 0; i < out.length / 3; i++) {
        int row = i / format.width();
        Point p = back.map(new Point(i % format.width(), row));
        int x = (int) Math.floor(p.x());
        int y = (int) Math.floor(p.y());
        double fx = p.x() - x;
        double fy = p.y() - y;
        double above =
            (1 - fx) * pixel(channel, W, H, x, y, border)
                + fx * pixel(channel, W, H, x + 1, y, border);
        double below =
            (1 - fx) * pixel(channel, W, H, x, y + 1, border)
                + fx * pixel(channel, W, H, x + 1, y + 1, border);
        out[3 * i + c] = (1 - fy) * above + fy * below;
      }
    }
    return out;
  }

  @Test
  void aSampleIsTheSameOnEveryThread() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try (Image image = image(W, H, Channels.COLOR, waves(W, H, 3))) {
      List<float[]> here = someSamples(image, new int[] {0, 1, 2, 3, 4, 5});
      List<Future<List<float[]>>> there = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        there.add(pool.submit(() -> someSamples(image, new int[] {5, 3, 1, 4, 2, 0})));
      }
      for (Future<List<float[]>> samples : there) {
        for (int i = 0; i < 6; i++) {
          assertThat(samples.get().get(i)).isEqualTo(here.get(new int[] {5, 3, 1, 4, 2, 0}[i]));
        }
      }
    } finally {
      pool.shutdown();
    }
  }

  /** Samples with one resampler, whose buffers still hold the previous pictures. */
  private static List<float[]> someSamples(Image image, int[] which) {
    InputFormat format = new InputFormat(30, 34, Channels.COLOR, 0.5, 0.25);
    Warp[] warps = {TURN, TILT, SHRINK};
    List<float[]> samples = new ArrayList<>();
    try (NativeScope scope = NativeScope.open();
        Resampler resampler = new Resampler(format)) {
      FloatPointer memory = new FloatPointer(format.values());
      try (InputSlots slots = InputSlots.floats(format, memory, 1)) {
        for (int i : which) {
          List<Effect> effects =
              i < 3 ? EFFECTS : List.of(new Effect.Noise(0.1, i), new Effect.Jpeg(40));
          resampler.sample(image, warps[i % 3], Border.REFLECT, effects, slots, 0);
          float[] values = new float[format.values()];
          memory.get(values);
          samples.add(values);
        }
      }
    }
    return samples;
  }

  @ParameterizedTest
  @OwnProcess
  @EnumSource(Channels.class)
  void aSampleAllocatesNoJavaObject(Channels channels) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    InputFormat format = new InputFormat(16, 16, channels, 0.5, 0.25);
    Warp[] warps = {TURN, TILT, SHRINK};
    int samples = 3000;
    try (NativeScope scope = NativeScope.open();
        Image image = image(W, H, channels, waves(W, H, channels.count()));
        Resampler resampler = new Resampler(format);
        InputSlots slots = InputSlots.floats(format, new FloatPointer(format.values()), 1)) {
      long before = 0;
      for (int i = -samples; i < samples; i++) { // the first half warms up
        if (i == 0) {
          before = threads.getCurrentThreadAllocatedBytes();
        }
        resampler.sample(image, warps[Math.floorMod(i, 3)], Border.REPLICATE, EFFECTS, slots, 0);
      }
      double each = (double) (threads.getCurrentThreadAllocatedBytes() - before) / samples;
      assertThat(each).as("bytes per sample").isLessThan(24); // less than any object with a field
    }
  }
}
