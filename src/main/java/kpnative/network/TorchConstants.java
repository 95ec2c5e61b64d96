package kpnative.network;

import java.util.ArrayList;
import java.util.List;
import kpnative.natives.Device;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * Owns the tensors and optionals that a {@link TorchProgram} prepares besides the weights. Not
 * thread-safe.
 */
final class TorchConstants implements AutoCloseable {
  private final List<Owned<Tensor>> tensors = new ArrayList<>();
  private final List<Owned<TensorOptional>> optionals = new ArrayList<>();

  /** {@return the same tensor, owned until this is closed} */
  Tensor keep(Tensor tensor) {
    Owned<Tensor> owned = Owned.retain(tensor);
    tensors.add(owned);
    return owned.get();
  }

  /** {@return the tensor as an optional argument; owned until this is closed} */
  TensorOptional optional(Tensor tensor) {
    Owned<TensorOptional> owned = Owned.retain(new TensorOptional(tensor));
    optionals.add(owned);
    return owned.get();
  }

  /** {@return an empty optional argument; owned until this is closed} */
  TensorOptional none() {
    Owned<TensorOptional> owned = Owned.retain(new TensorOptional());
    optionals.add(owned);
    return owned.get();
  }

  /** Moves the tensors to a device; the Java objects stay the same. */
  void to(Device device) {
    for (Owned<Tensor> t : tensors) {
      t.get().__dispatch_set_data(t.get().to(device.toTorch(), ScalarType.Float));
    }
  }

  /** Frees the tensors and optionals. Idempotent. */
  @Override
  public void close() {
    optionals.forEach(Owned::close);
    tensors.forEach(Owned::close);
  }
}
