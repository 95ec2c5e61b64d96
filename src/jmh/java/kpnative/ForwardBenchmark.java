package kpnative;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.natives.Owned;
import kpnative.network.NetworkGraph;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
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
 * How long does a recipe's network take for one face, and for a batch of 32? One thread, weights as
 * drawn, pictures of noise: neither changes the work.
 *
 * <p>The baseline is the same network written plainly: see {@link PlainForward}.
 *
 * <p>All recipes, 7 minutes: {@code java -jar target/kp-native-jmh.jar ForwardBenchmark}. One:
 * {@code java -jar target/kp-native-jmh.jar ForwardBenchmark -p recipe=face68/quick}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-Xmx1g", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0"})
@Warmup(iterations = 3, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
public class ForwardBenchmark {
  private static final long SEED = 1;
  private static final double TOLERANCE = 1e-4; // other orders of summation

  /** Every recipe in the jar; {@link #prepare} compares the list. */
  @Param({
    "face68/quick",
    "nose/conv2",
    "nose/conv3",
    "nose/simple",
    "nose/deeper",
    "nose/large-kernel",
    "nose/cnn-12-24-32",
    "nose/smallnet",
    "nose/conv4",
    "face58/conv6-strided",
    "face58/baseline-3",
    "face58/baseline-5",
    "face58/baseline-7",
    "face58/baseline-9",
    "face58/deep6",
    "face58/bignet",
    "face58/conv6-5x5"
  })
  public String recipe;

  /** Faces at a time. */
  @Param({"1", "32"})
  public int batch;

  private TorchModule module;
  private PlainForward plain;
  private Owned<Tensor> input;

  /** Makes network and input, and checks that both ways give the same numbers. */
  @Setup(Level.Trial)
  public void prepare() throws Exception {
    Param listed = ForwardBenchmark.class.getField("recipe").getAnnotation(Param.class);
    if (!List.of(listed.value()).equals(Recipes.names())) {
      throw new IllegalStateException("the recipes are now " + Recipes.names());
    }
    NativeThreads.set(1);
    Recipe loaded = Recipes.load(recipe, List.of());
    NetworkGraph graph = loaded.graph(loaded.ownSchema());
    module = new TorchModule(graph, SEED);
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      input = Owned.retain(noise(graph));
      plain = new PlainForward(graph, module.state());
      requireEqual(module.forward(input.get()), plain.run(input.get()));
    }
  }

  /** A thread that LibTorch has not seen would take all cores at first. */
  @Setup(Level.Iteration)
  public void enter() {
    NativeThreads.enter();
  }

  /** The network as kp-native runs it: channels-last, in place where that is allowed. */
  @Benchmark
  public float forward() {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      return module.forward(input.get()).data_ptr_float().get();
    }
  }

  /** The baseline. */
  @Benchmark
  public float plainForward() {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      return plain.run(input.get()).data_ptr_float().get();
    }
  }

  /** Frees the natives. */
  @TearDown(Level.Trial)
  public void close() {
    module.close();
    plain.close();
    input.close();
  }

  private Tensor noise(NetworkGraph graph) {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] values = new float[batch * graph.input().elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return Tensor.create(
            values, batch, graph.input().channels(), graph.input().height(), graph.input().width())
        .clone();
  }

  private static void requireEqual(Tensor ours, Tensor theirs) {
    if (ours.numel() != theirs.numel()) {
      throw new IllegalStateException(ours.numel() + " numbers against " + theirs.numel());
    }
    float[] a = floats(ours);
    float[] b = floats(theirs);
    for (int i = 0; i < a.length; i++) {
      if (!(Math.abs(a[i] - b[i]) <= TOLERANCE)) { // the negation also catches NaN
        throw new IllegalStateException("number " + i + " is " + a[i] + " against " + b[i]);
      }
    }
  }

  private static float[] floats(Tensor tensor) {
    Tensor rows = tensor.contiguous();
    float[] values = new float[Math.toIntExact(rows.numel())];
    FloatPointer data = rows.data_ptr_float();
    data.get(values);
    return values;
  }
}
