package kpnative.infer;

import java.util.Arrays;
import java.util.function.Supplier;
import kpnative.natives.NativeScope;
import kpnative.network.Shape;
import kpnative.network.TorchModule;
import kpnative.plan.InferencePlan;
import kpnative.plan.InferencePlan.Output;
import kpnative.plan.PlanMemory;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/** The compiled network, on the processor. */
final class PlanEngine implements FaceEngine {
  private final InferencePlan plan;
  private final Supplier<TorchModule> reference; // reads maps where the plan doesn't

  /**
   * The engine of a plan.
   *
   * @param plan from now on this engine's own
   */
  PlanEngine(InferencePlan plan, Supplier<TorchModule> reference) {
    this.plan = plan;
    this.reference = reference;
  }

  @Override
  public FaceWork work(int faces) {
    return new PlanWork(plan.memory(faces));
  }

  @Override
  public void close() {
    plan.close();
  }

  private final class PlanWork implements FaceWork {
    private static final int MOMENTS = 4;

    private final PlanMemory memory;
    private final float[] raw;

    PlanWork(PlanMemory memory) {
      this.memory = memory;
      int numbers =
          switch (plan.output()) {
            case COORDINATES -> plan.graph().output().elements();
            case MOMENTS -> 2 * plan.graph().output().elements();
            case MAPS -> 0;
          };
      raw = new float[memory.batch() * numbers];
    }

    @Override
    public int capacity() {
      return memory.batch();
    }

    @Override
    public FloatPointer input() {
      return memory.input();
    }

    @Override
    public void run(float[] coordinates, float[] spreads) {
      memory.run();
      if (plan.output() == Output.MOMENTS) {
        memory.output().get(raw);
        for (int i = 0; i < raw.length / MOMENTS; i++) {
          double x = raw[MOMENTS * i];
          double y = raw[MOMENTS * i + 1];
          coordinates[2 * i] = (float) (x + 0.5);
          coordinates[2 * i + 1] = (float) (y + 0.5);
          double variance = raw[MOMENTS * i + 2] - x * x + raw[MOMENTS * i + 3] - y * y;
          spreads[i] = (float) Math.sqrt(Math.max(0, variance) / 2);
        }
        return;
      }
      Arrays.fill(spreads, Float.NaN);
      if (plan.output() == Output.COORDINATES) {
        memory.output().get(coordinates);
      } else {
        decode(coordinates);
      }
    }

    private void decode(float[] coordinates) {
      try (NativeScope scope = NativeScope.open()) {
        TorchModule module = reference.get(); // first: it loads LibTorch
        Shape maps = plan.graph().raw();
        long[] sizes = {memory.batch(), maps.channels(), maps.height(), maps.width()};
        Tensor view =
            torch.from_blob(memory.output(), sizes, new TensorOptions(torch.ScalarType.Float));
        module.decode(view).contiguous().data_ptr_float().get(coordinates);
      }
    }

    @Override
    public void close() {
      memory.close();
    }
  }
}
