package kpnative.train;

import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import kpnative.StepLoop;
import kpnative.natives.Device;
import kpnative.natives.Owned;
import kpnative.network.NetworkGraph;
import kpnative.recipe.Recipe;
import kpnative.weights.SafetensorsFile;
import org.bytedeco.pytorch.Tensor;

/** A recipe's training steps as the {@code train} command takes them, for benchmarks. */
public final class LearnerSteps implements StepLoop, AutoCloseable {
  private final Learner learner;
  private final List<List<Owned<Tensor>>> batches;
  private final IntToDoubleFunction rate;

  /**
   * A network that has learned nothing yet.
   *
   * @param batches pictures and targets of each, borrowed
   * @param rate learning rate of each step, from 0
   */
  public LearnerSteps(
      Recipe recipe,
      NetworkGraph graph,
      SafetensorsFile weights,
      List<List<Owned<Tensor>>> batches,
      IntToDoubleFunction rate) {
    learner =
        new Learner(
            recipe,
            graph,
            1,
            Optional.empty(),
            Device.CPU,
            new PhaseClock(() -> {}, System::nanoTime));
    learner.module().load(weights.tensors());
    learner.module().setTraining(true);
    this.batches = batches;
    this.rate = rate;
  }

  @Override
  public double step(int number) {
    List<Owned<Tensor>> batch = batches.get(number % batches.size());
    return learner.step(
        batch.get(0).get(),
        batch.get(1).get(),
        batch.get(1).get(), // no visibility: unused
        Optional.empty(),
        rate.applyAsDouble(number),
        0,
        TrainingState.START);
  }

  /** Frees the network. */
  @Override
  public void close() {
    learner.close();
  }
}
