package kpnative.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kpnative.natives.NativeScope;
import kpnative.natives.Owned;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_stream;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The memory of one running computation of a plan, and its calls with all arguments in place: a run
 * makes no object, in Java or natively.
 *
 * <p>Not thread-safe: one a running call. Owned by whoever asked the plan for it, who closes it
 * before the plan.
 */
public final class PlanMemory implements AutoCloseable {
  private static final int ALIGNMENT = 64; // a line of the cache, a vector of AVX-512

  private final int batch;
  private final List<Owned<?>> owned = new ArrayList<>();
  private final dnnl_primitive[] programs;
  private final dnnl_exec_arg_t[] arguments;
  private final int[] counts;
  private final dnnl_stream stream;
  private final FloatPointer input;
  private final FloatPointer output;
  private final FloatPointer[] results; // of each step
  private final String[] names;

  PlanMemory(BatchPlan plan) {
    int n = plan.steps().size();
    batch = (int) plan.input().sizes()[0];
    programs = new dnnl_primitive[n];
    arguments = new dnnl_exec_arg_t[n];
    counts = new int[n];
    results = new FloatPointer[n];
    names = new String[n];
    try (NativeScope scope = NativeScope.open()) {
      List<Pointer> slots = new ArrayList<>();
      for (long bytes : plan.slots()) {
        slots.add(aligned(bytes));
      }
      long most = 0;
      for (PlanStep step : plan.steps()) {
        most = Math.max(most, step.scratch().get().get_size());
      }
      Pointer scratch = aligned(most);
      stream = keep(keep(OneDnn.stream()).get());
      for (int i = 0; i < n; i++) {
        PlanStep step = plan.steps().get(i);
        programs[i] = keep(step.program().get().get());
        boolean needsScratch = step.scratch().get().get_size() > 0;
        counts[i] = step.reads().size() + step.constants().size() + (needsScratch ? 1 : 0);
        dnnl_exec_arg_t list = keep(new dnnl_exec_arg_t(counts[i]));
        int at = 0;
        for (PlanStep.Argument a : step.reads()) {
          memory m = keep(OneDnn.at(a.value().desc(), slots.get(a.value().slot())));
          list.position(at++).arg(a.number()).memory(m.get());
        }
        for (PlanStep.Constant c : step.constants()) {
          list.position(at++).arg(c.number()).memory(c.data().get());
        }
        if (needsScratch) {
          memory m = keep(OneDnn.at(step.scratch().get(), scratch));
          list.position(at).arg(dnnl.DNNL_ARG_SCRATCHPAD).memory(m.get());
        }
        arguments[i] = list.position(0);
        names[i] = step.output();
        results[i] = floats(slots, step.result());
      }
      input = floats(slots, plan.input());
      output = floats(slots, plan.output());
    }
  }

  /** {@return B, how many pictures a run takes} */
  public int batch() {
    return batch;
  }

  /**
   * {@return where the pictures go: {@code [B, H, W, C]} float32, borrowed} A run may write there:
   * fill all of it before each.
   */
  public FloatPointer input() {
    return input;
  }

  /** {@return what the last {@link #run} gave, see {@link InferencePlan}; borrowed} */
  public FloatPointer output() {
    return output;
  }

  /**
   * {@return the maps that the last {@link #run}'s last layer read, of a plan that gives {@link
   * InferencePlan.Output#MOMENTS}: {@code [B, K, H, W]} float32, each softmaxed to the sum 1;
   * borrowed}
   */
  public FloatPointer distributions() {
    return results[results.length - 2]; // the last step multiplies them with the pixels' centres
  }

  /** Computes {@link #output} of {@link #input}. */
  public void run() {
    for (int i = 0; i < programs.length; i++) {
      int status = dnnl.dnnl_primitive_execute(programs[i], stream, counts[i], arguments[i]);
      if (status != dnnl.dnnl_success) {
        OneDnn.check(status, "step " + i);
      }
    }
  }

  /**
   * Computes as {@link #run}, and notes how large the values became.
   *
   * <p>Only for plans of 32 bits.
   *
   * @param largest the largest size of a number by name of the value; the larger one stays
   */
  public void observe(Map<String, Float> largest) {
    for (int i = 0; i < programs.length; i++) {
      OneDnn.check(
          dnnl.dnnl_primitive_execute(programs[i], stream, counts[i], arguments[i]), "step " + i);
      FloatPointer made = results[i];
      float[] numbers = new float[(int) made.capacity()];
      made.get(numbers);
      float most = 0;
      for (float n : numbers) {
        most = Math.max(most, Math.abs(n));
      }
      largest.merge(names[i], most, Math::max);
    }
  }

  /** Frees the memory. Idempotent. */
  @Override
  public void close() {
    for (int i = owned.size() - 1; i >= 0; i--) {
      owned.get(i).close();
    }
    owned.clear();
  }

  private <T extends Pointer> T keep(T pointer) {
    Owned<T> o = Owned.retain(pointer);
    owned.add(o);
    return o.get();
  }

  private Pointer aligned(long bytes) {
    BytePointer block = keep(new BytePointer(bytes + ALIGNMENT));
    long over = block.address() % ALIGNMENT;
    return keep(block.getPointer(over == 0 ? 0 : ALIGNMENT - over));
  }

  private FloatPointer floats(List<Pointer> slots, PlanValue value) {
    FloatPointer at = keep(new FloatPointer(slots.get(value.slot())));
    return at.capacity(value.bytes() / Float.BYTES);
  }
}
