package kpnative;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import kpnative.data.painted.SyntheticFaces;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.Photo;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeThreads;
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
 * What does a detection cost whose picture is a {@code BufferedImage} or a color {@code Mat}, in a
 * photograph of 2264 x 1812 with one face? The model in the jar, one thread.
 *
 * <p>The baseline, {@code image}, is the same detection from an {@link Image} that was made before.
 * Each answer is compared with the baseline's.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar PhotoBenchmark}, 5 minutes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PhotoBenchmark {
  private static final int WIDTH = 2264;
  private static final int HEIGHT = 1812;

  /** The Java picture's type. */
  @Param({"3BYTE_BGR", "INT_RGB", "INT_ARGB", "BYTE_GRAY"})
  public String type;

  /** The side of the face's box, pixels. */
  @Param({"400", "1200"})
  public int side;

  private KeypointDetector detector;
  private BufferedImage picture;
  private Image gray;
  private Image color;
  private Box box;

  /** Makes detector and photograph. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    NativeThreads.set(1);
    detector = KeypointDetector.builtIn();
    box = Box.ofPixels((WIDTH - side) / 2.0, (HEIGHT - side) / 2.0, side, side);
    picture = photograph();
    gray = Image.of(picture, Channels.GRAY);
    color = Image.of(picture, Channels.COLOR);
    Face expected = image();
    if (!expected.equals(photo()) || !expected.equals(mat())) {
      throw new IllegalStateException("a photo's answer is not that of its image");
    }
  }

  private BufferedImage photograph() {
    int javaType =
        switch (type) {
          case "3BYTE_BGR" -> BufferedImage.TYPE_3BYTE_BGR;
          case "INT_RGB" -> BufferedImage.TYPE_INT_RGB;
          case "INT_ARGB" -> BufferedImage.TYPE_INT_ARGB;
          case "BYTE_GRAY" -> BufferedImage.TYPE_BYTE_GRAY;
          default -> throw new IllegalArgumentException(type);
        };
    BufferedImage made = new BufferedImage(WIDTH, HEIGHT, javaType);
    Box face = SyntheticFaces.faces(1, 1, 68).get(0).keypoints().extent().widenedTo(1);
    Graphics2D g = made.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    g.translate(box.left() + 0.5, box.top() + 0.5); // Java2D counts from pixels' corners
    g.scale(side / face.width(), side / face.width());
    g.translate(-face.left() - 0.5, -face.top() - 0.5);
    g.drawImage(SyntheticFaces.render(0, 1), 0, 0, null);
    g.dispose();
    return made;
  }

  /** The baseline: an image with the detector's channels. */
  @Benchmark
  public Face image() {
    return detector.detect(gray, box);
  }

  /** From the Java picture. */
  @Benchmark
  public Face photo() throws IOException {
    return detector.detect(Photo.of(picture), box);
  }

  /** From a Mat of blue, green and red. */
  @Benchmark
  public Face mat() throws IOException {
    return detector.detect(Photo.of(color.mat()), box);
  }

  /** Frees the natives. */
  @TearDown(Level.Trial)
  public void close() {
    detector.close();
    gray.close();
    color.close();
  }
}
