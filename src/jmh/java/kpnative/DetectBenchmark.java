package kpnative;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import kpnative.geometry.Box;
import kpnative.geometry.Warp;
import kpnative.image.Border;
import kpnative.image.Image;
import kpnative.image.InputSlots;
import kpnative.image.Resampler;
import kpnative.infer.DetectorSession;
import kpnative.infer.KeypointDetector;
import kpnative.natives.NativeThreads;
import kpnative.network.TorchModule;
import kpnative.plan.InferencePlan;
import kpnative.plan.PlanMemory;
import kpnative.plan.Precision;
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
 * How long does a whole detection take, from a decoded photograph with a face of 400 pixels to the
 * points in the photograph's pixels? One thread, weights as drawn.
 *
 * <p>The baseline is what no detector can leave out: one warp into the network's input, and the
 * network. {@code networkAndWarp} over {@code detect} is the share of these two.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar DetectBenchmark}, 3 minutes. With {@code -bm avgt
 * -prof gc} the line {@code gc.alloc.rate.norm} is the bytes of Java's heap that a call takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DetectBenchmark {
  private static final double TOLERANCE = 0.1; // pixels; see requireSame

  /** The network. */
  @Param({"face68/fast", "face68/quick", "nose/cnn-12-24-32"})
  public String recipe;

  private KeypointDetector detector;
  private DetectorSession session;
  private Image photograph;
  private Box face;
  private float[] points;
  private float[] deviations;

  private InferencePlan plan;
  private PlanMemory memory;
  private InputSlots slots;
  private Resampler resampler;
  private Warp toInput;

  /** Makes detector and photograph, and the two parts by themselves. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    NativeThreads.set(1);
    DetectTask task = new DetectTask(recipe);
    detector = task.detector();
    session = detector.session();
    photograph = DetectTask.photograph(task.spec().input().channels());
    face = DetectTask.face();
    points = new float[2 * task.spec().keypoints().size()];
    deviations = new float[task.spec().keypoints().size()];

    try (TorchModule module = task.module()) {
      plan = new InferencePlan(task.graph(), module.state(), Precision.FLOAT32);
    }
    memory = plan.memory(1);
    slots = InputSlots.floats(task.spec().input(), memory.input(), 1);
    resampler = new Resampler(task.spec().input());
    toInput = task.spec().crop(face).toInput();
    requireSame();
  }

  /** The detector and the two parts by themselves must do the same work. */
  private void requireSame() {
    session.detect(photograph, face, points, null);
    networkAndWarp();
    boolean moments = plan.output() == InferencePlan.Output.MOMENTS;
    double[] first = {memory.output().get(0), memory.output().get(1)};
    Warp back = toInput.inverse();
    double shift = moments ? 0.5 : detector.spec().codec().origin();
    double x = (first[0] + shift) * detector.spec().input().width() - 0.5;
    double y = (first[1] + shift) * detector.spec().input().height() - 0.5;
    double[] xy = {x, y};
    back.map(xy, 1);
    if (!(Math.hypot(points[0] - xy[0], points[1] - xy[1]) <= TOLERANCE)) {
      throw new IllegalStateException(
          String.format(
              Locale.ROOT,
              "the detector finds (%s, %s), its parts (%s, %s)",
              points[0],
              points[1],
              xy[0],
              xy[1]));
    }
  }

  /** A thread that LibTorch has not seen would take all cores at first. */
  @Setup(Level.Iteration)
  public void enter() {
    NativeThreads.enter();
  }

  /** Into the caller's arrays, with each point's standard deviation. */
  @Benchmark
  public float detect() {
    session.detect(photograph, face, points, deviations);
    return points[0];
  }

  /** As most callers write it, with a new object for the points. */
  @Benchmark
  public double detectKeypoints() {
    return detector.detect(photograph, face).keypoints().x(0);
  }

  /** The baseline. */
  @Benchmark
  public float networkAndWarp() {
    resampler.sample(photograph, toInput, Border.CONSTANT, List.of(), slots, 0);
    memory.run();
    return memory.output().get(0);
  }

  /** The network alone, on what is in its input. */
  @Benchmark
  public float network() {
    memory.run();
    return memory.output().get(0);
  }

  /** The warp alone. */
  @Benchmark
  public void warp() {
    resampler.sample(photograph, toInput, Border.CONSTANT, List.of(), slots, 0);
  }

  /** Frees the natives. */
  @TearDown(Level.Trial)
  public void close() {
    session.close();
    detector.close();
    slots.close();
    resampler.close();
    memory.close();
    plan.close();
    photograph.close();
  }
}
