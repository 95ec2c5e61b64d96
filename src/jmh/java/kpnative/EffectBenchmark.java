package kpnative;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Channels;
import kpnative.image.Effect;
import kpnative.image.Effect.Tone;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does each effect add to a sample of 224 x 224? Subtract the row of {@code none}, the
 * baseline: a warp that moves nothing, to bytes.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar EffectBenchmark.sample}, a minute; and, once, {@code
 * EffectBenchmark.gaussians -p effect=none}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 2, time = 1)
public class EffectBenchmark {
  private static final int SIDE = 224;

  @Param({"none", "tone", "gamma", "gray", "blur", "noise", "jpeg", "patch"})
  public String effect;

  @Param public Channels channels;

  private List<Effect> effects;
  private Image image;
  private Resampler resampler;
  private Owned<BytePointer> memory;
  private Owned<Mat> signed;
  private Owned<Mat> zero;
  private Owned<Mat> deviation;
  private InputSlots slots;

  /** Makes a picture, and checks that the effect changes it. */
  @Setup(Level.Trial)
  public void prepare() {
    effects =
        switch (effect) {
          case "none" -> List.of();
          case "tone" -> List.of(new Tone(1.1, 0.9, 1.2, 0.05));
          case "gamma" -> List.of(new Effect.Gamma(0.8));
          case "gray" -> List.of(new Effect.Gray());
          case "blur" -> List.of(new Effect.Blur(1));
          case "noise" -> List.of(new Effect.Noise(0.04, 7));
          case "jpeg" -> List.of(new Effect.Jpeg(60));
          case "patch" -> List.of(new Effect.Patch(0.2, 0.3, 0.5, 0.6, 0.5));
          default -> throw new IllegalArgumentException("no effect: " + effect);
        };
    InputFormat format = new InputFormat(SIDE, SIDE, channels, 0.5, 0.25);
    resampler = new Resampler(format);
    try (NativeScope scope = NativeScope.open()) {
      Mat mat = new Mat(SIDE, SIDE, opencv_core.CV_MAKETYPE(opencv_core.CV_8U, channels.count()));
      mat.data().put(pixels(format.values()));
      image = Image.owning(mat);
      memory = Owned.retain(new BytePointer(format.values()));
      slots = InputSlots.bytes(format, memory.get(), 1);
      signed =
          Owned.retain(
              new Mat(SIDE, SIDE, opencv_core.CV_MAKETYPE(opencv_core.CV_16S, channels.count())));
      zero = Owned.retain(new Mat(1, 1, opencv_core.CV_64FC1));
      deviation = Owned.retain(new Mat(1, 1, opencv_core.CV_64FC1));
      new DoublePointer(zero.get().data()).put(0);
      new DoublePointer(deviation.get().data()).put(10);
    }
    byte[] plain = sampled(List.of(), format);
    boolean changes = !Arrays.equals(plain, sampled(effects, format));
    boolean grayOfGray = effect.equals("gray") && channels == Channels.GRAY;
    if (changes == (effect.equals("none") || grayOfGray)) {
      throw new IllegalStateException(effect + " changes the picture: " + changes);
    }
  }

  private byte[] sampled(List<Effect> some, InputFormat format) {
    resampler.sample(image, Warp.IDENTITY, Border.REPLICATE, some, slots, 0);
    byte[] got = new byte[format.values()];
    memory.get().get(got);
    return got;
  }

  private static byte[] pixels(int n) {
    SplittableRandom random = new SplittableRandom(1);
    byte[] pixels = new byte[n];
    for (int i = 0; i < n; i++) {
      pixels[i] = (byte) Math.round(120 + 80 * Math.sin(i / 400.0) + random.nextInt(20));
    }
    return pixels;
  }

  /** One sample with the effect. */
  @Benchmark
  public byte sample() {
    resampler.sample(image, Warp.IDENTITY, Border.REPLICATE, effects, slots, 0);
    return memory.get().get();
  }

  /** What drawing true Gaussians alone would cost: a baseline for {@code noise}. */
  @Benchmark
  public short gaussians() {
    opencv_core.randn(signed.get(), zero.get(), deviation.get());
    return signed.get().data().getShort();
  }

  /** Frees the natives. */
  @TearDown(Level.Trial)
  public void close() {
    resampler.close();
    slots.close();
    image.close();
    List.of(memory, signed, zero, deviation).forEach(Owned::close);
  }
}
