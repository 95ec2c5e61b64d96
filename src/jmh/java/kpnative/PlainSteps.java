package kpnative;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import kpnative.network.NetworkGraph;
import kpnative.weights.SafetensorsFile;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Training steps as one would write them at first: {@link PlainForward}, LibTorch's own Adam. */
final class PlainSteps implements StepLoop, AutoCloseable {
  private final PlainForward network;
  private final List<List<Owned<Tensor>>> batches;
  private final IntToDoubleFunction rate;
  private final Owned<Adam> adam;

  PlainSteps(
      NetworkGraph graph,
      SafetensorsFile weights,
      List<List<Owned<Tensor>>> batches,
      IntToDoubleFunction rate) {
    this.batches = batches;
    this.rate = rate;
    try (NativeScope scope = NativeScope.open()) {
      network = new PlainForward(graph, weights.tensors());
      List<Tensor> tensors = List.copyOf(network.weights().values());
      tensors.forEach(t -> t.set_requires_grad(true));
      adam =
          Owned.retain(
              new Adam(
                  new TensorVector(tensors.toArray(new Tensor[0])),
                  new AdamOptions(rate.applyAsDouble(0))));
    }
  }

  @Override
  public double step(int number) {
    List<Owned<Tensor>> batch = batches.get(number % batches.size());
    try (NativeScope scope = NativeScope.open()) {
      adam.get().param_groups().get(0).options().set_lr(rate.applyAsDouble(number));
      adam.get().zero_grad();
      Tensor loss = torch.mse_loss(network.run(batch.get(0).get()), batch.get(1).get());
      loss.backward();
      adam.get().step();
      return loss.item_float();
    }
  }

  @Override
  public void close() {
    adam.close();
    network.close();
  }
}
