package kpnative.plan;

import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.natives.Construction;
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
 * The memory for one computation of a plan at a time, with the arguments of all calls prepared: a
 * run allocates nothing, in Java or natively.
 *
 * <p>Not thread-safe: use one per thread. The caller of {@link InferencePlan#memory} owns it and
 * closes it before the plan.
 */
/* oneDNN's handles are bare addresses, which keep nothing reachable: whatever they belong to is a field
 * here, and this object is reachable until each call has returned. */
public final class PlanMemory implements AutoCloseable {
  private static final int ALIGNMENT = 64; // bytes: a cache line, an AVX-512 vector

  private final BatchPlan plan; // the programs and weights that the handles below belong to
  private final int batch;
  private final List<Owned<?>> owned = new ArrayList<>();
  private final dnnl_primitive[] programs;
  private final dnnl_exec_arg_t[] arguments;
  private final int[] counts;
  private final dnnl_stream stream;
  private final FloatPointer input;
  private final FloatPointer output;
  private final Optional<FloatPointer> visibility;
  private final Optional<FloatPointer> distributions;
  private final FloatPointer[] results; // one per step
  private final String[] names;

  PlanMemory(BatchPlan plan) {
    int n = plan.steps().size();
    this.plan = plan;
    batch = (int) plan.input().sizes()[0];
    programs = new dnnl_primitive[n];
    arguments = new dnnl_exec_arg_t[n];
    counts = new int[n];
    results = new FloatPointer[n];
    names = new String[n];
    try (Construction making = new Construction()) {
      making.own(owned, all -> all.forEach(Owned::close));
      List<Pointer> slots = new ArrayList<>();
      for (long bytes : plan.slots()) {
        slots.add(aligned(bytes));
      }
      long scratchBytes = 0;
      for (PlanStep step : plan.steps()) {
        scratchBytes = Math.max(scratchBytes, step.scratch().get().get_size());
      }
      Pointer scratch = aligned(scratchBytes);
      stream = keep(keep(OneDnn.stream()).get());
      for (int i = 0; i < n; i++) {
        PlanStep step = plan.steps().get(i);
        programs[i] = keep(step.program().get().get());
        boolean needsScratch = step.scratch().get().get_size() > 0;
        counts[i] = step.arguments().size() + step.constants().size() + (needsScratch ? 1 : 0);
        dnnl_exec_arg_t list = keep(new dnnl_exec_arg_t(counts[i]));
        int at = 0;
        for (PlanStep.Argument a : step.arguments()) {
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
      visibility = plan.visibility().map(v -> floats(slots, v));
      distributions = plan.distributions().map(v -> floats(slots, v));
      making.done();
    }
  }

  /** {@return B, the number of images in a run} */
  public int batch() {
    return batch;
  }

  /**
   * {@return the input buffer, {@code [B, H, W, C]} float32; borrowed until this is closed} A run
   * may overwrite it: fill all of it before each run.
   */
  public FloatPointer input() {
    return input;
  }

  /**
   * {@return the output of the last {@link #run}, float32, in the form of {@link
   * InferencePlan#output}; borrowed until this is closed}
   */
  public FloatPointer output() {
    return output;
  }

  /**
   * {@return the distributions of the last {@link #run}: the softmax of each map, {@code [B, K, H,
   * W]} float32; only for plans whose output is {@link InferencePlan.Output#MOMENTS}; borrowed
   * until this is closed}
   */
  public FloatPointer distributions() {
    return distributions.orElseThrow();
  }

  /**
   * {@return the logits of the keypoints' being visible in the last {@link #run}, {@code [B, K]}
   * float32; empty if the network does not output them; borrowed until this is closed}
   */
  public Optional<FloatPointer> visibility() {
    return visibility;
  }

  /**
   * Computes {@link #output} from {@link #input}.
   *
   * @throws IllegalStateException if this or the plan is closed
   */
  public void run() {
    checkOpen();
    try {
      for (int i = 0; i < programs.length; i++) {
        execute(i);
      }
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private void checkOpen() {
    if (owned.isEmpty() || plan.isClosed()) {
      throw new IllegalStateException("used after close");
    }
  }

  private void execute(int step) {
    int status = dnnl.dnnl_primitive_execute(programs[step], stream, counts[step], arguments[step]);
    if (status != dnnl.dnnl_success) {
      OneDnn.check(status, "step " + step);
    }
  }

  /**
   * Computes as {@link #run} does, and records the largest magnitude of each value, to calibrate
   * {@link Precision#INT8}. Only for plans that are not INT8 themselves.
   *
   * @param largest receives the largest magnitude by name of the value; a larger entry is kept
   * @throws IllegalStateException if this or the plan is closed
   */
  public void observe(Map<String, Float> largest) {
    checkOpen();
    try {
      for (int i = 0; i < programs.length; i++) {
        execute(i);
        largest.merge(names[i], peak(results[i]), Math::max);
      }
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  private static float peak(FloatPointer values) {
    float[] numbers = new float[(int) values.capacity()];
    values.get(numbers);
    float peak = 0;
    for (float n : numbers) {
      peak = Math.max(peak, Math.abs(n));
    }
    return peak;
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
