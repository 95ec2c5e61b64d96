package kpnative;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import kpnative.data.backdrop.Backdrop;
import kpnative.data.rendered.Exposure;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What do a backdrop and a camera cost, on the mean over what they may be? The baseline of {@code
 * photograph} is {@code encodeOnly}.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar BackdropBenchmark}, a minute.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class BackdropBenchmark {
  private static final int SIDE = 176;

  private final float[] light = Backdrop.paint(SIDE, SIDE, new SplittableRandom(1));
  private long seed;

  /** Behind one face. */
  @Benchmark
  public float[] small() {
    return checked(Backdrop.paint(160, 160, new SplittableRandom(seed++)), 160 * 160);
  }

  /** A whole scene for finders. */
  @Benchmark
  public float[] large() {
    return checked(Backdrop.paint(640, 480, new SplittableRandom(seed++)), 640 * 480);
  }

  /** A drawn camera, 176 x 176. */
  @Benchmark
  public byte[] photograph() {
    SplittableRandom random = new SplittableRandom(seed++);
    return Exposure.draw(random).develop(light, SIDE, SIDE, 0.4f, random);
  }

  /** The least that a camera does. */
  @Benchmark
  public byte[] encodeOnly() {
    return Exposure.neutral().develop(light, SIDE, SIDE, 0.4f, new SplittableRandom(seed++));
  }

  private static float[] checked(float[] rgb, int pixels) {
    if (rgb.length != 3 * pixels || !(rgb[0] >= 0)) {
      throw new IllegalStateException("no picture of " + pixels + " pixels");
    }
    return rgb;
  }
}
