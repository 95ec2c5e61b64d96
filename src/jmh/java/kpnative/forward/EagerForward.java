package kpnative.forward;

import java.io.IOException;
import kpnative.natives.NativeScope;
import kpnative.natives.NativeThreads;
import kpnative.natives.Owned;
import kpnative.network.TorchModule;
import kpnative.weights.SafetensorsFile;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/** Our own module, as a training validates with it. */
final class EagerForward implements Forward {
  private final TorchModule module;
  private final Owned<Tensor> input;

  EagerForward(ForwardTask task) throws IOException {
    NativeThreads.set(task.threads());
    module = new TorchModule(task.graph(), 0);
    module.load(SafetensorsFile.read(task.folder().resolve(ForwardTask.WEIGHTS)).tensors());
    try (NativeScope scope = NativeScope.open()) {
      input = Owned.retain(Tensor.create(task.input(), task.sizes()).clone());
    }
  }

  @Override
  public void run(float[] answer) {
    try (NativeScope scope = NativeScope.open();
        NoGradGuard noGrad = new NoGradGuard()) {
      FloatPointer data = module.forward(input.get()).contiguous().data_ptr_float();
      data.get(answer);
    }
  }

  @Override
  public void close() {
    input.close();
    module.close();
  }
}
