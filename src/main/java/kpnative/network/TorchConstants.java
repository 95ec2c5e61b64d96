package kpnative.network;

import java.util.ArrayList;
import java.util.List;
import kpnative.natives.Device;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** What a {@link TorchProgram} prepares and owns beside the weights. */
final class TorchConstants implements AutoCloseable {
  private final List<Owned<Tensor>> tensors = new ArrayList<>();
  private final List<Owned<TensorOptional>> optionals = new ArrayList<>();

  /** {@return the same tensor, kept until this is closed} */
  Tensor keep(Tensor tensor) {
    Owned<Tensor> owned = Owned.retain(tensor);
    tensors.add(owned);
    return owned.get();
  }

  /** {@return a second reference to the tensor, in the form that arguments want} */
  TensorOptional optional(Tensor tensor) {
    Owned<TensorOptional> owned = Owned.retain(new TensorOptional(tensor));
    optionals.add(owned);
    return owned.get();
  }

  /** {@return the argument that says: no tensor} */
  TensorOptional none() {
    Owned<TensorOptional> owned = Owned.retain(new TensorOptional());
    optionals.add(owned);
    return owned.get();
  }

  /** Moves the tensors, which stay the same objects. */
  void to(Device device) {
    for (Owned<Tensor> t : tensors) {
      t.get().__dispatch_set_data(t.get().to(device.toTorch(), ScalarType.Float));
    }
  }

  /** Frees all of it. Idempotent. */
  @Override
  public void close() {
    optionals.forEach(Owned::close);
    tensors.forEach(Owned::close);
  }
}
