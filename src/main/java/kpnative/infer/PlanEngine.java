package kpnative.infer;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import kpnative.codec.MapMoments;
import kpnative.natives.NativeScope;
import kpnative.network.Shape;
import kpnative.network.TorchModule;
import kpnative.plan.InferencePlan;
import kpnative.plan.InferencePlan.Output;
import kpnative.plan.PlanMemory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Runs the compiled network on the CPU. */
final class PlanEngine implements FaceEngine {
  private final InferencePlan plan;
  private final Supplier<TorchModule> modules;
  private @Nullable TorchModule reader; // decodes raw maps if the plan does not

  /**
   * Creates an engine that runs a plan.
   *
   * @param plan owned by the engine from now on
   * @param modules creates a module of the same network, which the engine then owns; called only if
   *     the plan's output is raw maps
   */
  PlanEngine(InferencePlan plan, Supplier<TorchModule> modules) {
    this.plan = plan;
    this.modules = modules;
  }

  @Override
  public int mostInputs() {
    return 8;
  }

  @Override
  public PlanWork memory(int inputs) {
    return new PlanWork(plan.memory(inputs));
  }

  @Override
  public synchronized void close() {
    plan.close();
    if (reader != null) {
      reader.close();
    }
  }

  private synchronized TorchModule reader() {
    TorchModule known = reader;
    if (known == null) {
      known = modules.get();
      reader = known;
    }
    return known;
  }

  /** The working memory of one batch. */
  final class PlanWork implements EngineMemory {
    private final PlanMemory memory;
    private final float[] moments;

    private PlanWork(PlanMemory memory) {
      this.memory = memory;
      boolean hasMoments = plan.output() == Output.MOMENTS;
      int keypoints = plan.graph().output().elements() / 2;
      moments = new float[hasMoments ? memory.batch() * keypoints * MapMoments.COUNT : 0];
    }

    @Override
    public int inputs() {
      return memory.batch();
    }

    @Override
    public FloatPointer input() {
      return memory.input();
    }

    @Override
    public void run(
        float[] coordinates, float[] deviations, float[] visibility, float @Nullable [] maps) {
      memory.run();
      memory
          .visibility()
          .ifPresentOrElse(v -> v.get(visibility), () -> Arrays.fill(visibility, Float.NaN));
      if (plan.output() == Output.MOMENTS) {
        memory.output().get(moments);
        MapMoments.read(moments, coordinates, deviations);
        if (maps != null) {
          memory.distributions().get(maps);
        }
        return;
      }
      Arrays.fill(deviations, Float.NaN);
      if (plan.output() == Output.COORDINATES) {
        memory.output().get(coordinates);
      } else {
        read(coordinates, maps);
      }
    }

    /**
     * Runs the network and raises each entry of {@code largest} to that value's magnitude in this
     * run.
     */
    void observe(Map<String, Float> largest) {
      memory.observe(largest);
    }

    private void read(float[] coordinates, float @Nullable [] maps) {
      TorchModule module = reader(); // loads LibTorch, before any of its classes is initialised
      try (NativeScope scope = NativeScope.open();
          NoGradGuard noGrad = new NoGradGuard()) {
        Shape shape = plan.graph().raw();
        long[] sizes = {memory.batch(), shape.channels(), shape.height(), shape.width()};
        Tensor raw =
            torch.from_blob(memory.output(), sizes, new TensorOptions(torch.ScalarType.Float));
        module.decode(raw).contiguous().data_ptr_float().get(coordinates);
        if (maps != null) {
          module.maps(raw).contiguous().data_ptr_float().get(maps);
        }
      }
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
