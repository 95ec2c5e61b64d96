package kpnative;

import java.util.concurrent.TimeUnit;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does it cost to compose a sample's warp (crop, turn, flip) and to invert it? Against a
 * resampling of 50 microseconds and more it should be nothing.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar WarpBenchmark}
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class WarpBenchmark {
  private Box box;
  private Size crop;

  /** Fields, so that the compiler can't compute the result ahead; and the answer is checked. */
  @Setup
  public void prepare() {
    box = new Box(101.5, 82.25, 301.5, 282.25);
    crop = new Size(112, 112);
    Point there = composed().map(new Point(150, 140));
    Point back = composedAndInverted().map(there);
    if (Math.hypot(back.x() - 150, back.y() - 140) > 1e-9) {
      throw new IllegalStateException("inverse does not undo the warp: " + back);
    }
  }

  /** The baseline: the crop alone. */
  @Benchmark
  public Warp cropAlone() {
    return Warp.crop(box, crop);
  }

  /** Crop, turn and flip as one warp. */
  @Benchmark
  public Warp composed() {
    return Warp.crop(box, crop)
        .then(Warp.rotation(0.3, new Point(55.5, 55.5)))
        .then(Warp.flip(crop.width()));
  }

  /** The same and the way back to the photograph. */
  @Benchmark
  public Warp composedAndInverted() {
    return composed().inverse();
  }
}
