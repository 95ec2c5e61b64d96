package kpnative;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import kpnative.natives.NativeMemory;
import kpnative.natives.NativeThreads;
import kpnative.natives.Owned;
import kpnative.network.NetworkGraph;
import kpnative.recipe.Recipe;
import kpnative.train.LearnerSteps;
import kpnative.weights.SafetensorsFile;
import org.bytedeco.pytorch.Tensor;

/** A process of {@link StepBenchmark}: {@code ours|plain RECIPE FOLDER}. */
final class StepWorker {
  private StepWorker() {}

  public static void main(String[] args) throws IOException {
    boolean ours = args[0].equals("ours");
    Path folder = Path.of(args[2]);
    NativeThreads.set(1);
    if (ours) {
      NativeMemory.keepFreed(); // as the train command does
    }
    Recipe recipe = StepFiles.recipe(args[1]);
    NetworkGraph graph = recipe.graph(recipe.ownSchema());
    SafetensorsFile weights = SafetensorsFile.read(folder.resolve("weights.safetensors"));
    IntToDoubleFunction rate = number -> StepFiles.rate(recipe, number);
    List<List<Owned<Tensor>>> batches = StepFiles.readBatches(folder, graph);
    if (ours) {
      try (LearnerSteps steps = new LearnerSteps(recipe, graph, weights, batches, rate)) {
        StepLoop.serve(steps);
      }
    } else {
      try (PlainSteps steps = new PlainSteps(graph, weights, batches, rate)) {
        StepLoop.serve(steps);
      }
    }
    batches.forEach(batch -> batch.forEach(Owned::close));
  }
}
