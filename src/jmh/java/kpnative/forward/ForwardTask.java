package kpnative.forward;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import kpnative.network.NetworkGraph;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.weights.SafetensorsFile;

/**
 * A recipe's network on a batch of noise. Loads no natives.
 *
 * @param folder what {@link ForwardFiles} wrote for the recipe
 * @param graph the network
 * @param batch B, at most {@link #MOST}
 * @param threads that one operation may use
 */
record ForwardTask(Path folder, NetworkGraph graph, int batch, int threads) {
  static final String WEIGHTS = "weights.safetensors";
  static final String ANSWERS = "answers.safetensors";
  static final String ANSWER = "points"; // its tensor, [MOST, 2K]

  /** Pictures whose answers are kept: a smaller batch is the first ones. */
  static final int MOST = 32;

  private static final long SEED = 1;

  /** {@return the task, with files below {@code root}} */
  static ForwardTask of(Path root, String recipe, int batch, int threads) throws IOException {
    if (batch < 1 || batch > MOST) {
      throw new IllegalArgumentException("a batch has 1 to " + MOST + " pictures, got " + batch);
    }
    Recipe loaded = Recipes.load(recipe, List.of());
    return new ForwardTask(root.resolve(recipe), loaded.graph(loaded.ownSchema()), batch, threads);
  }

  /** {@return the sizes of the input, {@code [B, C, H, W]}} */
  long[] sizes() {
    return new long[] {
      batch, graph.input().channels(), graph.input().height(), graph.input().width()
    };
  }

  /** {@return noise between -0.5 and 0.5, {@code [B, C, H, W]}} */
  float[] input() {
    SplittableRandom random = new SplittableRandom(SEED);
    float[] values = new float[batch * graph.input().elements()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return values;
  }

  /** {@return the number of floats of an answer} */
  int answerFloats() {
    return batch * graph.output().elements();
  }

  /** {@return the largest difference of an answer to the reference's} */
  double difference(float[] answer) throws IOException {
    float[] expected =
        Objects.requireNonNull(SafetensorsFile.read(folder.resolve(ANSWERS)).tensors().get(ANSWER))
            .floats();
    return largestDifference(answer, Arrays.copyOf(expected, answerFloats()));
  }

  /** {@return the largest of the differences, infinite if one is NaN} */
  static double largestDifference(float[] a, float[] b) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(a.length + " numbers against " + b.length);
    }
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      double d = Math.abs((double) a[i] - b[i]);
      largest = Double.isNaN(d) ? Double.POSITIVE_INFINITY : Math.max(largest, d);
    }
    return largest;
  }
}
