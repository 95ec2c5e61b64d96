package kpnative.forward;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import kpnative.infer.DetectorSpec;
import kpnative.infer.Version;
import kpnative.keypoints.KeypointSchema;
import kpnative.natives.NativeScope;
import kpnative.network.NetworkGraph;
import kpnative.network.TensorSlot;
import kpnative.network.TorchModule;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes, for each recipe, weights that {@code kp export} takes, and our module's answers: {@code
 * FOLDER RECIPE...}.
 *
 * <p>The weights are drawn, not trained, and larger than a training draws them, so that the answers
 * depend on the picture; normalisations have met noise.
 */
public final class ForwardFiles {
  private static final long SEED = 1;
  private static final double LARGER = Math.sqrt(6); // from PyTorch's first weights to He's
  private static final int NORMALISING = 30; // batches: of running statistics 0.9^30 are left
  private static final double LEAST_DIFFERENCE = 1e-3; // of pictures; ten times the tolerance

  private ForwardFiles() {}

  /** Writes. */
  public static void main(String[] args) throws IOException {
    for (String recipe : List.of(args).subList(1, args.length)) {
      write(Path.of(args[0]), recipe);
    }
  }

  private static void write(Path root, String recipe) throws IOException {
    ForwardTask task = ForwardTask.of(root, recipe, ForwardTask.MOST, 1);
    Files.createDirectories(task.folder());
    try (TorchModule module = new TorchModule(task.graph(), SEED);
        NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      module.load(enlarged(task.graph(), module.state()));
      Tensor input = Tensor.create(task.input(), task.sizes());
      module.setTraining(true);
      for (int i = 0; i < NORMALISING; i++) {
        try (NativeScope step = NativeScope.open()) {
          module.forward(input);
        }
      }
      module.setTraining(false);
      float[] answers = new float[task.answerFloats()];
      module.forward(input).contiguous().data_ptr_float().get(answers);
      requireOfThePictures(recipe, answers, task.graph().output().elements());
      SafetensorsFile.write(
          task.folder().resolve(ForwardTask.WEIGHTS),
          module.state(),
          Map.of(DetectorSpec.KEY, spec(Recipes.load(recipe, List.of())).toJson()));
      SafetensorsFile.write(
          task.folder().resolve(ForwardTask.ANSWERS),
          Map.of(ForwardTask.ANSWER, TensorData.ofFloats(answers, answers.length)),
          Map.of());
    }
  }

  private static Map<String, TensorData> enlarged(
      NetworkGraph graph, Map<String, TensorData> state) {
    Map<String, TensorSlot.Role> roles =
        graph.slots().stream().collect(Collectors.toMap(TensorSlot::name, TensorSlot::role));
    Map<String, TensorData> larger = new LinkedHashMap<>(state);
    larger.replaceAll(
        (name, data) -> {
          if (roles.get(name) != TensorSlot.Role.WEIGHT) {
            return data;
          }
          float[] values = data.floats();
          for (int i = 0; i < values.length; i++) {
            values[i] *= (float) LARGER;
          }
          return TensorData.ofFloats(values, data.shape());
        });
    return larger;
  }

  /**
   * Refuses answers that are nearly the same for all pictures: comparing them would say nothing.
   */
  private static void requireOfThePictures(String recipe, float[] answers, int row) {
    float[] first = Arrays.copyOf(answers, row);
    float[] second = Arrays.copyOfRange(answers, row, 2 * row);
    double difference = ForwardTask.largestDifference(first, second);
    if (!(difference >= LEAST_DIFFERENCE) || Double.isInfinite(difference)) {
      throw new IllegalStateException(
          recipe + ": the answers for two pictures differ by " + difference);
    }
  }

  private static DetectorSpec spec(Recipe recipe) {
    KeypointSchema schema = recipe.ownSchema();
    return new DetectorSpec(
        Version.current(),
        recipe.name(),
        schema,
        IntStream.of(recipe.keypointIndices(schema)).boxed().toList(),
        recipe.input(),
        recipe.box(),
        recipe.codec(),
        recipe.network(),
        recipe.train().flipTest(),
        Collections.nCopies(2 * schema.count(), 0.5));
  }
}
