package kpnative.infer;

import java.util.Arrays;
import kpnative.codec.MapDecoding;
import kpnative.natives.Autocast;
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
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** Runs LibTorch's layers one by one: on GPUs, and as the reference on the CPU. Owns the module. */
final class TorchEngine implements FaceEngine {
  private final TorchModule module;
  private final Device device;
  private final ScalarType type;

  TorchEngine(TorchModule module, Device device, Precision precision) {
    this.module = module;
    this.device = device;
    this.type =
        switch (precision) {
          case FLOAT16 -> ScalarType.Half;
          case BFLOAT16 -> ScalarType.BFloat16;
          case FLOAT32, INT8, AUTO -> ScalarType.Float; // the last two are compiled only
        };
  }

  @Override
  public int mostInputs() {
    return device.kind() == Device.Kind.CUDA ? 256 : 8;
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
        Tensor there = device.equals(Device.CPU) ? x : sent(x);
        RawMaps all;
        Tensor found;
        try (Autocast cast = Autocast.to(device, type)) {
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
          copy(MapDecoding.standardDeviation(raw.to(ScalarType.Float)), deviations);
        } else {
          Arrays.fill(deviations, Float.NaN);
        }
        if (maps != null) {
          copy(module.maps(raw.to(ScalarType.Float)), maps);
        }
      }
    }

    /** {@return a copy on the device} The copies of the results wait for it, by its stream. */
    private Tensor sent(Tensor host) {
      boolean nonBlocking = true;
      boolean forceCopy = false;
      return host.to(
          device.toTorch(), host.scalar_type(), nonBlocking, forceCopy, new MemoryFormatOptional());
    }

    private static void copy(Tensor from, float[] to) {
      Tensor here = from.to(Device.CPU.toTorch(), ScalarType.Float).contiguous();
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
