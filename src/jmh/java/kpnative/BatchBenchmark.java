package kpnative;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import kpnative.geometry.Box;
import kpnative.image.Image;
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
 * What do several faces of one photograph cost in one call, against a call each? One thread.
 *
 * <p>The baseline is {@code oneByOne}: as many calls of one face.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar BatchBenchmark}, 4 minutes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class BatchBenchmark {
  private static final double TOLERANCE = 0.01; // pixels

  /** The built-in model, or a recipe's network whose answers are averaged with the mirror's. */
  @Param({"built-in", "face68/quick"})
  public String model;

  /** How many. */
  @Param({"2", "3", "4", "8"})
  public int faces;

  private KeypointDetector detector;
  private Image photograph;
  private List<Box> boxes;

  /** Makes detector and photograph. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    NativeThreads.set(1);
    detector =
        model.equals("built-in")
            ? KeypointDetector.builtIn()
            : new DetectTask(model, true).detector();
    photograph = DetectTask.photograph(detector.spec().input().channels());
    boxes = new ArrayList<>();
    for (int i = 0; i < faces; i++) {
      boxes.add(DetectTask.face().scaled(0.8 + 0.05 * i));
    }
    requireSame();
  }

  private void requireSame() {
    List<Face> together = together();
    List<Face> alone = oneByOne();
    for (int i = 0; i < faces; i++) {
      double away =
          together.get(i).keypoints().point(0).distanceTo(alone.get(i).keypoints().point(0));
      if (!(away <= TOLERANCE)) {
        throw new IllegalStateException("face " + i + " is " + away + " pixels from itself");
      }
    }
  }

  /** A thread that LibTorch has not seen would take all cores at first. */
  @Setup(Level.Iteration)
  public void enter() {
    NativeThreads.enter();
  }

  /** One call. */
  @Benchmark
  public List<Face> together() {
    return detector.detect(photograph, boxes);
  }

  /** The baseline. */
  @Benchmark
  public List<Face> oneByOne() {
    List<Face> found = new ArrayList<>();
    for (Box box : boxes) {
      found.add(detector.detect(photograph, box));
    }
    return found;
  }

  /** Frees the natives. */
  @TearDown(Level.Trial)
  public void close() {
    detector.close();
    photograph.close();
  }
}
