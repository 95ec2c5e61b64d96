package kpnative.infer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kpnative.natives.Device;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeThreads;
import kpnative.plan.InferencePlan;
import kpnative.plan.PlanMemory;
import kpnative.plan.Precision;

/*
 * What a precision costs in accuracy is a property of the weights, and travels with them. How fast
 * it is, is one of the machine: int8 without its instructions is slower than float32. So that is
 * tried, where the weights leave a choice: each network is compiled and run a few times, in turn.
 */
/** What {@link Precision#AUTO} means for weights on this machine. */
public final class PrecisionChoice {
  private static final int RUNS = 5;

  private PrecisionChoice() {}

  /**
   * {@return the fastest precision on this processor, by trial, among those that the weights'
   * {@link PrecisionErrors} say keep the error within 0.5 % of float32's} The trial takes what
   * compiling the network in each of them takes, a fraction of a second; with as many threads as an
   * operation may use.
   *
   * @throws IOException if the weights hold no such errors, or those or their ranges are invalid
   */
  public static Precision of(DetectorFile file) throws IOException {
    List<Precision> kept = new ArrayList<>(PrecisionErrors.of(file.metadata(), file.name()).kept());
    kept.remove(Precision.FLOAT16); // for GPUs
    return kept.size() == 1 ? kept.get(0) : quickest(file, kept);
  }

  /**
   * {@return the same options, with this choice in place of {@link Precision#AUTO}}
   *
   * @throws IOException as {@link #of}
   */
  public static DetectorOptions resolve(DetectorFile file, DetectorOptions options)
      throws IOException {
    return options.precision() == Precision.AUTO
        ? new DetectorOptions(Device.CPU, of(file))
        : options;
  }

  private static Precision quickest(DetectorFile file, List<Precision> kept) throws IOException {
    NativeRuntime.loadForDetection();
    NativeThreads.enter();
    int inputs = file.spec().mirrorPair().isPresent() ? 2 : 1;
    List<InferencePlan> plans = new ArrayList<>();
    List<PlanMemory> runs = new ArrayList<>();
    try {
      for (Precision each : kept) {
        plans.add(plan(file, each));
        runs.add(plans.get(plans.size() - 1).memory(inputs));
        runs.get(runs.size() - 1).input().zero();
        runs.get(runs.size() - 1).run(); // touches its memory
      }
      long[] shortest = new long[kept.size()];
      for (int run = 0; run < RUNS; run++) {
        for (int i = 0; i < shortest.length; i++) {
          long from = System.nanoTime();
          runs.get(i).run();
          long nanos = System.nanoTime() - from;
          shortest[i] = run == 0 ? nanos : Math.min(shortest[i], nanos);
        }
      }
      return kept.get(first(shortest));
    } finally {
      runs.forEach(PlanMemory::close);
      plans.forEach(InferencePlan::close);
    }
  }

  /** {@return the plan of a detector in a precision; owned by the caller} */
  static InferencePlan plan(DetectorFile file, Precision precision) throws IOException {
    Map<String, Float> ranges =
        precision == Precision.INT8
            ? ValueRanges.of(file.metadata(), file.name()).largest()
            : Map.of();
    return new InferencePlan(file.graph(), file.tensors(), precision, ranges);
  }

  /** {@return the place of the least number; of equal ones, of the first} */
  static int first(long[] numbers) {
    int least = 0;
    for (int i = 1; i < numbers.length; i++) {
      least = numbers[i] < numbers[least] ? i : least;
    }
    return least;
  }
}
