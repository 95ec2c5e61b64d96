package kpnative;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.InputFormat;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.DoublePointer;
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
 * How should a picture be averaged before a warp that shrinks it? Turned by 0.3 and shrunk by
 * {@code scale} to 96 x 96, gray.
 *
 * <p>The setup prints the error of each way on a zone plate, on noise and on a checkerboard of 3 x
 * 3 fields: RMS, in gray levels, to the mean of 12 x 12 exact samples over each pixel's area.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar AntialiasingBenchmark}, five minutes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 1, time = 1)
@Measurement(iterations = 1, time = 1)
public class AntialiasingBenchmark {
  private static final int SIDE = 96;
  private static final int SAMPLES = 12;

  /** What precedes the bilinear warp. */
  public enum Way {
    /** Nothing. */
    NONE,
    /** What the resampler does: means of 2 x 2 pixels, again and again, down to 0.6. */
    HALVINGS,
    /** Means of k x k pixels, k a whole number, at 1 / scale from k - 1/3 on. */
    BLOCKS,
    /** Means over exactly 1 / scale pixels. */
    AREA,
    /** OpenCV's pyrDown, down to 0.5. */
    PYRAMID
  }

  @Param public Way way;

  @Param({"0.8", "0.59", "0.5", "0.4", "0.33", "0.27", "0.2", "0.1"})
  public double scale;

  private int side;
  private Warp warp;
  private Warp back;
  private Resampler resampler;
  private Image image;
  private InputSlots slots;
  private Owned<BytePointer> memory;
  private Owned<Mat> first;
  private Owned<Mat> second;
  private Owned<Mat> out;
  private Owned<Mat> matrix;
  private Owned<DoublePointer> entries;
  private Owned<Size> smaller;
  private Owned<Size> size;
  private Owned<Scalar> black;

  /** Measures the errors, and leaves the zone plate to be timed. */
  @Setup(Level.Trial)
  public void prepare() {
    side = (int) Math.ceil(SIDE / scale * 1.45);
    Point middle = new Point((SIDE - 1) / 2.0, (SIDE - 1) / 2.0);
    double shift = middle.x() - scale * (side - 1) / 2;
    warp =
        Warp.affine(scale, 0, shift, 0, scale, shift)
            .then(Warp.rotation(0.3, middle))
            .then(Warp.translation(0.37, -0.21));
    back = warp.inverse();
    InputFormat format = new InputFormat(SIDE, SIDE, Channels.GRAY, 0, 1);
    resampler = new Resampler(format);
    try (NativeScope scope = NativeScope.open()) {
      memory = Owned.retain(new BytePointer(format.values()));
      slots = InputSlots.bytes(format, memory.get(), 1);
      first = Owned.retain(new Mat());
      second = Owned.retain(new Mat());
      out = Owned.retain(new Mat());
      matrix = Owned.retain(new Mat(2, 3, opencv_core.CV_64FC1));
      entries = Owned.retain(new DoublePointer(matrix.get().data()));
      smaller = Owned.retain(new Size(0, 0));
      size = Owned.retain(new Size(SIDE, SIDE));
      black = Owned.retain(new Scalar(0));
    }
    double[] errors = new double[3];
    for (int kind = 2; kind >= 0; kind--) {
      if (image != null) {
        image.close();
      }
      byte[] pixels = pixels(kind);
      image = image(pixels);
      double[] wanted =
          new PlainBilinear(pixels, side, side, 1).averaged(back, SIDE, SIDE, SAMPLES);
      shrink();
      byte[] got = new byte[format.values()];
      (way == Way.HALVINGS ? memory.get() : out.get().data()).get(got);
      errors[kind] = PlainBilinear.rms(got, wanted);
    }
    System.out.printf(
        Locale.ROOT,
        "# %s %.2f: RMS error of zone plate %.1f, noise %.1f, checks %.1f gray levels%n",
        way,
        scale,
        errors[0],
        errors[1],
        errors[2]);
    if (!(errors[0] < 90)) { // the plate's own deviation
      throw new IllegalStateException(way + " shows another picture: error " + errors[0]);
    }
  }

  private byte[] pixels(int kind) {
    SplittableRandom random = new SplittableRandom(3);
    byte[] pixels = new byte[side * side];
    for (int i = 0; i < pixels.length; i++) {
      int row = i / side;
      double x = i % side - side / 2.0;
      double y = row - side / 2.0;
      double wave = Math.cos(0.675 * Math.PI * (x * x + y * y) / side); // Nyquist near the edge
      pixels[i] =
          (byte)
              switch (kind) {
                case 0 -> (int) Math.round(127.5 + 120 * wave);
                case 1 -> random.nextInt(256);
                default -> (i % side / 3 + i / side / 3) % 2 == 0 ? 230 : 25;
              };
    }
    return pixels;
  }

  private Image image(byte[] pixels) {
    try (NativeScope scope = NativeScope.open()) {
      Mat mat = new Mat(side, side, opencv_core.CV_8UC1);
      mat.data().put(pixels);
      return Image.owning(mat);
    }
  }

  /** One picture, averaged and warped. */
  @Benchmark
  public int shrink() {
    Mat source = image.mat();
    switch (way) {
      case NONE -> warp(source, 1, 0.5);
      case HALVINGS -> resampler.sample(image, warp, Border.REPLICATE, List.of(), slots, 0);
      case BLOCKS -> {
        int k = (int) Math.max(1, Math.floor(1 / scale + 1 / 3.0));
        area(source, (int) Math.round((double) side / k));
      }
      case AREA -> area(source, (int) Math.round(side * scale));
      default -> pyramid(source);
    }
    return source.cols();
  }

  private void area(Mat source, int reduced) {
    if (reduced == side) {
      warp(source, 1, 0.5);
      return;
    }
    smaller.get().width(reduced);
    smaller.get().height(reduced);
    opencv_imgproc.resize(source, first.get(), smaller.get(), 0, 0, opencv_imgproc.INTER_AREA);
    warp(first.get(), (double) reduced / side, 0.5);
  }

  private void pyramid(Mat source) {
    Mat level = source;
    double remaining = 1;
    for (int i = 0; scale / remaining <= 0.5; i++) {
      Mat next = i % 2 == 0 ? first.get() : second.get();
      opencv_imgproc.pyrDown(level, next);
      level = next;
      remaining /= 2;
    }
    warp(level, remaining, 0); // a level's pixel lies on a pixel of the one below
  }

  /** {@code x' = (x + anchor) * s - anchor} leads from the source to what is sampled. */
  private void warp(Mat from, double s, double anchor) {
    double o = anchor * s - anchor;
    double[] m = back.then(Warp.affine(s, 0, o, 0, s, o)).toArray();
    entries.get().put(m, 0, 6);
    opencv_imgproc.warpAffine(
        from,
        out.get(),
        matrix.get(),
        size.get(),
        opencv_imgproc.INTER_LINEAR | opencv_imgproc.WARP_INVERSE_MAP,
        opencv_core.BORDER_REPLICATE,
        black.get());
  }

  /** Frees the natives. */
  @TearDown(Level.Trial)
  public void close() {
    resampler.close();
    slots.close();
    image.close();
    List.of(memory, first, second, out, entries, matrix, smaller, size, black)
        .forEach(Owned::close);
  }
}
