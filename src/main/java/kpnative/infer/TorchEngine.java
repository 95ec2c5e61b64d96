package kpnative.infer;

import java.util.Arrays;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import kpnative.network.Shape;
import kpnative.network.TorchModule;
import kpnative.plan.Precision;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** LibTorch's layers, one by one: on GPUs. Owns the module. */
final class TorchEngine implements FaceEngine {
  private final TorchModule module;
  private final Device device;
  private final Precision precision;

  TorchEngine(TorchModule module, Device device, Precision precision) {
    this.module = module;
    this.device = device;
    this.precision = precision;
  }

  @Override
  public FaceWork work(int faces) {
    return new TorchWork(faces);
  }

  @Override
  public void close() {
    module.close();
  }

  private final class TorchWork implements FaceWork {
    private final int faces;
    private final Owned<Tensor> memory; // [B, H, W, C]
    private final Owned<Tensor> input; // the same, [B, C, H, W]
    private final Owned<FloatPointer> data;

    TorchWork(int faces) {
      this.faces = faces;
      Shape in = module.graph().input();
      try (NativeScope scope = NativeScope.open()) {
        Tensor zeros = torch.zeros(faces, in.height(), in.width(), in.channels());
        boolean gpu = device.kind() == Device.Kind.CUDA;
        memory = Owned.retain(gpu ? zeros.pin_memory() : zeros); // pinned: copied without a detour
        input = Owned.retain(memory.get().permute(0, 3, 1, 2));
        data = Owned.retain(memory.get().data_ptr_float());
      }
    }

    @Override
    public int capacity() {
      return faces;
    }

    @Override
    public FloatPointer input() {
      return data.get();
    }

    @Override
    public void run(float[] coordinates, float[] spreads) {
      Arrays.fill(spreads, Float.NaN);
      try (NativeScope scope = NativeScope.open();
          NoGradGuard noGrad = new NoGradGuard()) {
        Tensor x = input.get();
        Tensor there = device.equals(Device.CPU) ? x : x.to(device.toTorch(), x.scalar_type());
        Tensor found;
        try (Autocast cast = Autocast.to(device, precision)) {
          found = module.forward(there);
        }
        found
            .to(Device.CPU.toTorch(), torch.ScalarType.Float)
            .contiguous()
            .data_ptr_float()
            .get(coordinates);
      }
    }

    @Override
    public void close() {
      data.close();
      input.close();
      memory.close();
    }
  }
}
