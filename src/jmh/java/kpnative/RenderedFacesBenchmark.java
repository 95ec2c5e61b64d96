package kpnative;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import kpnative.data.painted.SyntheticFaces;
import kpnative.data.rendered.FaceStages;
import kpnative.data.rendered.HeadModelFile;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * What does a rendered face of about 160 pixels cost one core, and which part of it how much? The
 * baseline is a painted face.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar RenderedFacesBenchmark -p head=FILE}, two minutes.
 * {@code cpuMillis} is the thread's own time for a face, which other processes don't prolong.
 * {@code shape} and {@code skin} are parts of {@code standing}; {@code whole} is a backdrop, a
 * standing face, its surfaces and strands, and the development.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-XX:+UseSerialGC"})
@Warmup(iterations = 2, time = 4)
@Measurement(iterations = 1, time = 5) // one, because JMH adds counters up
public class RenderedFacesBenchmark {
  private static final int FACES = 60;

  /** The head's file, as after {@code rendered:}. */
  @Param("ict-face-light.safetensors")
  public String head;

  private FaceStages stages;
  private int painted;

  /** The time that the thread computed. */
  @State(Scope.Thread)
  @AuxCounters(AuxCounters.Type.EVENTS)
  public static class Cpu {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private long from;
    private double millis;
    private long faces;

    /** Begins an iteration. */
    @Setup(Level.Iteration)
    public void begin() {
      faces = 0;
      from = THREADS.getCurrentThreadCpuTime();
    }

    /** Ends it. */
    @TearDown(Level.Iteration)
    public void end() {
      millis = (THREADS.getCurrentThreadCpuTime() - from) / 1e6 / Math.max(1, faces);
    }

    /** {@return milliseconds a face} */
    public double cpuMillis() {
      return millis;
    }

    private Object one(Object result) {
      faces++;
      return result;
    }
  }

  /** Reads the head, and prepares faces. */
  @Setup(Level.Trial)
  public void prepare() throws IOException {
    stages = new FaceStages(HeadModelFile.read(Path.of(head)), FACES);
  }

  /** The baseline: a painted face, of 160 to 256 pixels a side. */
  @Benchmark
  public Object painted(Cpu cpu) {
    painted = (painted + 1) % FACES;
    return cpu.one(SyntheticFaces.render(painted, 7));
  }

  /** A rendered face. */
  @Benchmark
  public Object whole(Cpu cpu) {
    return cpu.one(stages.whole());
  }

  /** Its points alone. */
  @Benchmark
  public Object points(Cpu cpu) {
    return cpu.one(stages.points());
  }

  /** Its backdrop. */
  @Benchmark
  public Object backdrop(Cpu cpu) {
    return cpu.one(stages.backdrop());
  }

  /** Its head's shape. */
  @Benchmark
  public Object shape(Cpu cpu) {
    return cpu.one(stages.shape());
  }

  /** Its skin. */
  @Benchmark
  public Object skin(Cpu cpu) {
    return cpu.one(stages.skin());
  }

  /** All that is rendered. */
  @Benchmark
  public Object standing(Cpu cpu) {
    return cpu.one(stages.standing());
  }

  /** Its surfaces, rendered. */
  @Benchmark
  public Object surfaces(Cpu cpu) {
    return cpu.one(stages.surfaces());
  }

  /** Its hair, rendered. */
  @Benchmark
  public Object strands(Cpu cpu) {
    return cpu.one(stages.strands());
  }

  /** From light to bytes. */
  @Benchmark
  public Object develop(Cpu cpu) {
    return cpu.one(stages.develop());
  }
}
