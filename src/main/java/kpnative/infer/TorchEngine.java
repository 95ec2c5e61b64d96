package kpnative.infer;

import java.util.Arrays;
import kpnative.codec.MapDecoding;
import kpnative.natives.Construction;
import kpnative.natives.Device;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import kpnative.network.Layer;
import kpnative.network.RawMaps;
import kpnative.network.Shape;
import kpnative.network.TorchModule;
import kpnative.plan.Precision;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Runs LibTorch's layers one by one: on GPUs, and as the reference on the CPU. Owns the module. */
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
  public EngineMemory memory(int inputs) {
    return new TorchWork(inputs);
  }

  @Override
  public void close() {
    module.close();
  }

  private final class TorchWork implements EngineMemory {
    private final int inputs;
    private final Owned<Tensor> memory; // [B, H, W, C]
    private final Owned<Tensor> input; // a view of it, [B, C, H, W]
    private final Owned<FloatPointer> data;

    TorchWork(int inputs) {
      this.inputs = inputs;
      Shape in = module.graph().input();
      try (Construction making = new Construction()) {
        Tensor zeros = torch.zeros(inputs, in.height(), in.width(), in.channels());
        boolean gpu = device.kind() == Device.Kind.CUDA;
        memory = making.retain(gpu ? zeros.pin_memory() : zeros); // pinned memory: no staging copy
        input = making.retain(memory.get().permute(0, 3, 1, 2));
        data = making.retain(memory.get().data_ptr_float());
        making.done();
      }
    }

    @Override
    public int inputs() {
      return inputs;
    }

    @Override
    public FloatPointer input() {
      return data.get();
    }

    @Override
    public void run(
        float[] coordinates, float[] deviations, float[] visibility, float @Nullable [] maps) {
      try (NativeScope scope = NativeScope.open();
          NoGradGuard noGrad = new NoGradGuard()) {
        Tensor x = input.get();
        Tensor there = device.equals(Device.CPU) ? x : x.to(device.toTorch(), x.scalar_type());
        RawMaps all;
        Tensor found;
        try (Autocast cast = Autocast.to(device, precision)) {
          all = module.forwardAll(there);
          found = module.decode(all.maps());
        }
        Tensor raw = all.maps();
        copy(found, coordinates);
        if (all.visibility().isPresent()) {
          copy(all.visibility().get(), visibility);
        } else {
          Arrays.fill(visibility, Float.NaN);
        }
        if (module.graph().last() instanceof Layer.SoftArgmax) {
          copy(MapDecoding.standardDeviation(raw.to(torch.ScalarType.Float)), deviations);
        } else {
          Arrays.fill(deviations, Float.NaN);
        }
        if (maps != null) {
          copy(module.maps(raw.to(torch.ScalarType.Float)), maps);
        }
      }
    }

    private static void copy(Tensor from, float[] to) {
      Tensor here = from.to(Device.CPU.toTorch(), torch.ScalarType.Float).contiguous();
      here.data_ptr_float().get(to);
    }

    @Override
    public void close() {
      data.close();
      input.close();
      memory.close();
    }
  }
}
