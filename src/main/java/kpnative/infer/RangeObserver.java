package kpnative.infer;

import java.util.Map;
import java.util.TreeMap;
import kpnative.crop.Crop;
import kpnative.image.Image;
import kpnative.natives.Construction;
import kpnative.natives.NativeRuntime;
import kpnative.network.TorchModule;
import kpnative.plan.InferencePlan;
import kpnative.plan.Precision;

/**
 * Measures the largest magnitudes inside a detector's network, for quantization: runs it on faces
 * in 32 bits, as a detection would, and records every value's range. Not thread-safe.
 */
public final class RangeObserver implements AutoCloseable {
  private final PlanEngine engine;
  private final PlanEngine.PlanWork memory;
  private final InputCrops crops;
  private final Map<String, Float> largest = new TreeMap<>();

  /** Creates an observer without ranges; closed by the caller. */
  public RangeObserver(DetectorFile file) {
    NativeRuntime.loadForDetection();
    try (Construction making = new Construction()) {
      InferencePlan plan = new InferencePlan(file.graph(), file.tensors(), Precision.FLOAT32);
      engine = making.own(new PlanEngine(plan, RangeObserver::noReader), PlanEngine::close);
      memory = making.own(engine.memory(1), PlanEngine.PlanWork::close);
      crops = new InputCrops(file.spec(), memory);
      making.done();
    }
  }

  private static TorchModule noReader() {
    throw new IllegalStateException("a range observer decodes no output");
  }

  /**
   * Runs the network on a face and updates the ranges.
   *
   * @param picture has the channels of the spec's input; borrowed
   * @param crop what the network sees of it, from {@link DetectorSpec#crop} or {@link
   *     DetectorSpec#cropOfPicture}
   */
  public void show(Image picture, Crop crop) {
    crops.sample(picture, crop, 0);
    memory.observe(largest);
  }

  /** {@return the ranges over all faces so far} */
  public ValueRanges ranges() {
    return new ValueRanges(largest);
  }

  @Override
  public void close() {
    crops.close();
    memory.close();
    engine.close();
  }
}
