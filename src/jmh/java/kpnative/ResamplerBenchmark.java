package kpnative;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
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
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
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
 * What does one face cost from a decoded picture of 300 x 300 to the network's input, and what
 * would OpenCV's bare warp of the same kind cost, with everything made ahead, which leaves 8-bit
 * pixels?
 *
 * <p>{@code java -jar target/kp-native-jmh.jar ResamplerBenchmark}, two minutes. The setup prints
 * how far each way is from exact sampling.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 2, time = 1)
public class ResamplerBenchmark {
  private static final int SOURCE = 300;
  private static final double WORST = 4; // gray levels: OpenCV samples at 1/32 px

  @Param({"224", "96"})
  public int size;

  @Param public Channels channels;

  private final List<Effect> jitter = List.of(new Tone(1.1, 0.9, 1.2, 0.05));
  private Warp affine;
  private Warp perspective;
  private Image image;
  private InputFormat format;
  private Resampler resampler;
  private InputSlots floats;
  private InputSlots bytes;
  private Owned<FloatPointer> memory;
  private Owned<BytePointer> byteMemory;
  private Owned<Mat> affineMatrix;
  private Owned<Mat> perspectiveMatrix;
  private Owned<Mat> points;
  private Owned<Mat> fixedPoints;
  private Owned<Mat> fixedFractions;
  private Owned<Mat> nothing;
  private Owned<Mat> out;
  private Owned<Size> cvSize;
  private Owned<Scalar> black;

  /** Makes a smooth picture with some noise, and checks every way against exact sampling. */
  @Setup(Level.Trial)
  public void prepare() {
    double side = 0.9 * Math.min(SOURCE, 1.6 * size); // nothing is averaged ahead
    Point middle = new Point((size - 1) / 2.0, (size - 1) / 2.0);
    affine =
        Warp.crop(Box.ofPixels(15, 12, side, side), new kpnative.geometry.Size(size, size))
            .then(Warp.rotation(0.3, middle))
            .then(Warp.flip(size));
    perspective = affine.then(new Warp(1, 0, 0, 0, 1, 0, 2e-4, -1e-4, 1));
    byte[] pixels = pixels(channels.count());
    format = new InputFormat(size, size, channels, 0.5, 0.25);
    resampler = new Resampler(format);
    try (NativeScope scope = NativeScope.open()) {
      Mat mat =
          new Mat(SOURCE, SOURCE, opencv_core.CV_MAKETYPE(opencv_core.CV_8U, channels.count()));
      mat.data().put(pixels);
      image = Image.owning(mat);
      memory = Owned.retain(new FloatPointer(format.values()));
      byteMemory = Owned.retain(new BytePointer(format.values()));
      floats = InputSlots.floats(format, memory.get(), 1);
      bytes = InputSlots.bytes(format, byteMemory.get(), 1);
      affineMatrix = Owned.retain(matrix(affine.inverse(), 2));
      perspectiveMatrix = Owned.retain(matrix(perspective.inverse(), 3));
      points = Owned.retain(points(perspective.inverse()));
      fixedPoints = Owned.retain(new Mat());
      fixedFractions = Owned.retain(new Mat());
      nothing = Owned.retain(new Mat());
      out = Owned.retain(new Mat());
      cvSize = Owned.retain(new Size(size, size));
      black = Owned.retain(new Scalar(0));
    }
    opencv_imgproc.convertMaps(
        points.get(),
        nothing.get(),
        fixedPoints.get(),
        fixedFractions.get(),
        opencv_core.CV_16SC2,
        false);
    PlainBilinear exact = new PlainBilinear(pixels, SOURCE, SOURCE, channels.count());
    double[] wanted = exact.warped(affine.inverse(), size, size);
    bareAffine();
    check("bareAffine", wanted, warped());
    wanted = exact.warped(perspective.inverse(), size, size);
    barePerspective();
    check("barePerspective", wanted, warped());
    readyPoints();
    check("readyPoints", wanted, warped());
    readyFixedPoints();
    check("readyFixedPoints", wanted, warped());
    resampler.sample(image, perspective, Border.REPLICATE, List.of(), bytes, 0);
    check("samplePerspective", wanted, sampled());
  }

  private static byte[] pixels(int channels) {
    SplittableRandom random = new SplittableRandom(1);
    byte[] pixels = new byte[SOURCE * SOURCE * channels];
    for (int i = 0; i < pixels.length; i++) {
      int c = i % channels;
      int x = i / channels % SOURCE;
      int y = i / channels / SOURCE;
      double wave = 60 * Math.sin(x / 7.0 + c) + 50 * Math.cos(y / 5.0 - c * x / 40.0);
      pixels[i] = (byte) Math.round(120 + wave + random.nextInt(15));
    }
    return pixels;
  }

  private static Mat matrix(Warp warp, int rows) {
    Mat matrix = new Mat(rows, 3, opencv_core.CV_64FC1);
    new DoublePointer(matrix.data()).put(warp.toArray(), 0, 3 * rows);
    return matrix;
  }

  private Mat points(Warp back) {
    float[] xy = new float[2 * size * size];
    for (int i = 0; i < size * size; i++) {
      int row = i / size;
      Point p = back.map(new Point(i % size, row));
      xy[2 * i] = (float) p.x();
      xy[2 * i + 1] = (float) p.y();
    }
    Mat mat = new Mat(size, size, opencv_core.CV_32FC2);
    new FloatPointer(mat.data()).put(xy);
    return mat;
  }

  private byte[] warped() {
    byte[] got = new byte[format.values()];
    out.get().data().get(got);
    return got;
  }

  private byte[] sampled() {
    byte[] rgb = new byte[format.values()];
    byteMemory.get().get(rgb);
    byte[] got = rgb.clone();
    if (channels == Channels.COLOR) {
      for (int i = 0; i < got.length; i++) {
        got[i] = rgb[i + 2 - 2 * (i % 3)];
      }
    }
    return got;
  }

  private void check(String way, double[] wanted, byte[] got) {
    double worst = PlainBilinear.worst(got, wanted);
    System.out.printf(
        Locale.ROOT,
        "# %s, %d, %s: RMS error %.3f, worst %.2f gray levels%n",
        way,
        size,
        channels,
        PlainBilinear.rms(got, wanted),
        worst);
    if (!(worst <= WORST)) {
      throw new IllegalStateException(way + " errs by " + worst + " gray levels");
    }
  }

  /** A floor: OpenCV's affine warp alone. */
  @Benchmark
  public int bareAffine() {
    opencv_imgproc.warpAffine(
        image.mat(),
        out.get(),
        affineMatrix.get(),
        cvSize.get(),
        INTER_LINEAR | WARP_INVERSE_MAP,
        BORDER_REPLICATE,
        black.get());
    return out.get().cols();
  }

  /** A floor: OpenCV's perspective warp alone. */
  @Benchmark
  public int barePerspective() {
    opencv_imgproc.warpPerspective(
        image.mat(),
        out.get(),
        perspectiveMatrix.get(),
        cvSize.get(),
        INTER_LINEAR | WARP_INVERSE_MAP,
        BORDER_REPLICATE,
        black.get());
    return out.get().cols();
  }

  /** Sampling alone, at points that are known. */
  @Benchmark
  public int readyPoints() {
    return remap(points.get(), nothing.get());
  }

  /** The same with points in fixed point. */
  @Benchmark
  public int readyFixedPoints() {
    return remap(fixedPoints.get(), fixedFractions.get());
  }

  private int remap(Mat first, Mat second) {
    opencv_imgproc.remap(
        image.mat(), out.get(), first, second, INTER_LINEAR, BORDER_REPLICATE, black.get());
    return out.get().cols();
  }

  /** Affine, normalised. */
  @Benchmark
  public float sampleAffine() {
    return sample(affine, List.of());
  }

  /** Affine, color jitter, normalised. */
  @Benchmark
  public float sampleAffineJitter() {
    return sample(affine, jitter);
  }

  /** Perspective, normalised. */
  @Benchmark
  public float samplePerspective() {
    return sample(perspective, List.of());
  }

  /** Perspective, color jitter, normalised: what augmentation usually draws. */
  @Benchmark
  public float samplePerspectiveJitter() {
    return sample(perspective, jitter);
  }

  private float sample(Warp warp, List<Effect> effects) {
    resampler.sample(image, warp, Border.REPLICATE, effects, floats, 0);
    return memory.get().get();
  }

  /** Frees the natives. */
  @TearDown(Level.Trial)
  public void close() {
    resampler.close();
    floats.close();
    bytes.close();
    image.close();
    for (Owned<?> owned :
        List.of(
            memory,
            byteMemory,
            affineMatrix,
            perspectiveMatrix,
            points,
            fixedPoints,
            fixedFractions,
            nothing,
            out,
            cvSize,
            black)) {
      owned.close();
    }
  }
}
