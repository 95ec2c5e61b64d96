package kpnative;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kpnative.data.painted.SyntheticFaces;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageDecoder;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.natives.Owned;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
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
 * What does a JPEG file cost on one thread, from its path to pixels, whole and reduced?
 *
 * <p>The floor is a bare {@code imdecode} of bytes that are in memory, into pixels that are there:
 * no file, no check. The photographs are painted faces, enlarged, with a camera's noise.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar DecodeBenchmark}, two minutes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class DecodeBenchmark {
  private static final long SEED = 1;
  private static final double NOISE = 4; // gray levels: a camera in a room
  private static final int QUALITY = 90;

  @Param({"640x480", "1600x1200", "3000x2000"})
  public String size;

  @Param({"GRAY", "COLOR"})
  public Channels channels;

  /** How many pixels along each side become one. */
  @Param({"1", "2", "4", "8"})
  public int reduction;

  private Path file;
  private ImageDecoder decoder;
  private Owned<Mat> encoded;
  private Owned<Mat> pixels;
  private int flags;

  /** Writes the photograph, and checks that both ways give the same pixels. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    NativeThreads.set(1);
    byte[] bytes = photograph();
    file = Files.createTempFile("photograph", ".jpg");
    Files.write(file, bytes);
    decoder = new ImageDecoder();
    boolean gray = channels == Channels.GRAY;
    int whole = gray ? opencv_imgcodecs.IMREAD_GRAYSCALE : opencv_imgcodecs.IMREAD_COLOR;
    flags = reduction == 1 ? whole : 8 * reduction + whole; // 16, 32, 64: reduced by 2, 4, 8
    try (NativeScope scope = NativeScope.open()) {
      Mat row = new Mat(1, bytes.length, opencv_core.CV_8UC1);
      row.data().put(bytes);
      encoded = Owned.retain(row);
      pixels = Owned.retain(new Mat());
      bare();
      Image ours = decoder.decode(file, channels, reduction);
      if (opencv_core.norm(ours.mat(), pixels.get()) != 0) {
        throw new IllegalStateException("the decoder and imdecode differ");
      }
    }
  }

  private byte[] photograph() {
    int x = size.indexOf('x');
    BufferedImage face = SyntheticFaces.render(0, SEED);
    try (NativeScope scope = NativeScope.open();
        Image small = Image.of(face, Channels.COLOR)) {
      Mat large = new Mat();
      Size to =
          new Size(Integer.parseInt(size.substring(0, x)), Integer.parseInt(size.substring(x + 1)));
      opencv_imgproc.resize(small.mat(), large, to, 0, 0, opencv_imgproc.INTER_CUBIC);
      Mat noise = new Mat(to, opencv_core.CV_16SC3);
      Mat noisy = new Mat();
      opencv_core.setRNGSeed((int) SEED);
      opencv_core.randn(noise, scalar(0), scalar(NOISE));
      opencv_core.add(large, noise, noisy, new Mat(), opencv_core.CV_8U);
      BytePointer out = new BytePointer();
      IntPointer quality = new IntPointer(opencv_imgcodecs.IMWRITE_JPEG_QUALITY, QUALITY);
      opencv_imgcodecs.imencode(".jpg", noisy, out, quality);
      byte[] bytes = new byte[(int) out.limit()];
      out.get(bytes);
      return bytes;
    }
  }

  private static Mat scalar(double value) {
    return new Mat(1, 1, opencv_core.CV_64FC1, Scalar.all(value));
  }

  /** Opens, reads, checks and decodes the file. */
  @Benchmark
  public int file() throws IOException {
    return decoder.decode(file, channels, reduction).mat().cols();
  }

  /** The floor. */
  @Benchmark
  public int bare() {
    try (Mat decoded = opencv_imgcodecs.imdecode(encoded.get(), flags, pixels.get())) {
      return decoded.cols();
    }
  }

  /** Deletes the photograph and frees the natives. */
  @TearDown(Level.Trial)
  public void close() throws IOException {
    decoder.close();
    List.of(encoded, pixels).forEach(Owned::close);
    Files.delete(file);
  }
}
