package kpnative.forward;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
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
 * How long does a network take for a batch, beside ONNX Runtime and DJL on the exported files?
 *
 * <p>The same weights and input everywhere. Each call is timed; the answer's numbers are copied to
 * Java in each. A peer whose answer differs by more than 1e-4 of the input's sides from our
 * module's is not timed.
 *
 * <p>{@code benchmarks/forward.sh} makes the files, runs rounds in which the peers take turns, and
 * prints the table. By hand, with the files of an earlier run and its class path: {@code java -cp
 * ... org.openjdk.jmh.Main PeerForwardBenchmark -p peer=eager -p recipe=face68/fast}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    // a large stack: ONNX Runtime 1.29 recurses over the command line, and dies of a long class
    // path
    jvmArgsAppend = {"-Xmx1g", "-Xss32m", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
public class PeerForwardBenchmark {
  private static final double TOLERANCE = 1e-4; // of the input's sides: other orders of summation

  /** Where the files are. */
  @Param("target/peers/files")
  public String folder;

  /** The network. */
  @Param({"face68/resnet18-gray", "face68/fast", "nose/cnn-12-24-32"})
  public String recipe;

  /** Faces at a time. */
  @Param({"1", "8", "32"})
  public int batch;

  /** Of one operation. */
  @Param({"1"})
  public int threads;

  /** Who. */
  @Param({"eager", "compiled", "onnxruntime", "djl"})
  public String peer;

  private Forward forward;
  private float[] answer;

  /** Opens the peer, and compares its answer. */
  @Setup(Level.Trial)
  @SuppressWarnings("SystemOut")
  public void open() throws Exception {
    ForwardTask task = ForwardTask.of(Path.of(folder), recipe, batch, threads);
    forward = Peer.valueOf(peer.toUpperCase(Locale.ROOT)).open(task);
    answer = new float[task.answerFloats()];
    forward.run(answer);
    double difference = task.difference(answer);
    System.out.printf(Locale.ROOT, "largest difference of %s: %.1e%n", peer, difference);
    if (!(difference <= TOLERANCE)) {
      throw new IllegalStateException(
          peer + " differs by " + difference + " from the reference, on " + recipe);
    }
  }

  /** One call. */
  @Benchmark
  public float forward() throws Exception {
    forward.run(answer);
    return answer[0];
  }

  /** Frees the peer's memory. */
  @TearDown(Level.Trial)
  public void close() throws Exception {
    forward.close();
  }
}
