package kpnative.data.rendered;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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
 * How long does a face's skin take? {@code allocate} is the baseline: the memory that a texture
 * takes, zeroed.
 *
 * <p>{@code java -jar target/kp-native-jmh.jar SkinTextureBenchmark}, half a minute.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 4, time = 2)
@Fork(1)
public class SkinTextureBenchmark {
  private final SplittableRandom random = new SplittableRandom(1);
  private final HeadAtlas atlas = HeadAtlas.of(plainFace());

  /** Only the places of lips and lids matter to the time. */
  private static float[] plainFace() {
    float[] out = new float[2 * HeadModel.LANDMARKS];
    for (int k = 0; k < HeadModel.LANDMARKS; k++) {
      double turn = 2 * Math.PI * (k - 48) / 12;
      boolean lip = k >= 48;
      out[2 * k] = (float) (0.5 - (k < 60 ? 0.11 : 0.09) * (lip ? Math.cos(turn) : 0));
      out[2 * k + 1] = (float) (0.43 + (k < 60 ? 0.07 : 0.03) * (lip ? Math.sin(turn) : 0));
      if (k >= 36 && k < 48) {
        out[2 * k] = 0.32f + 0.028f * (k % 6 < 4 ? k % 6 : 6 - k % 6) + (k < 42 ? 0 : 0.28f);
        out[2 * k + 1] = k % 6 < 4 ? 0.722f : 0.712f;
      }
    }
    for (int k = 60; k < 68; k++) {
      double turn = 2 * Math.PI * (k - 60) / 8;
      out[2 * k] = (float) (0.5 - 0.09 * Math.cos(turn));
      out[2 * k + 1] = (float) (0.43 + 0.035 * Math.sin(turn));
    }
    return out;
  }

  /** A person and their skin. */
  @Benchmark
  public Object paint() {
    return SkinTexture.paint(TraitsDraw.person(random), atlas, ExpressionCues.REST, random);
  }

  /** The memory alone. */
  @Benchmark
  public float[] allocate() {
    return new Albedo().values;
  }
}
