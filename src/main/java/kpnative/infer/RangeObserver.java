package kpnative.infer;

import java.util.Map;
import java.util.TreeMap;
import kpnative.crop.Crop;
import kpnative.image.Image;
import kpnative.natives.NativeRuntime;
import kpnative.plan.InferencePlan;
import kpnative.plan.Precision;

/**
 * Finds out how large the numbers inside a detector's network become: shows it faces as a detection
 * would, with 32 bits, and looks at every value. One thread.
 */
public final class RangeObserver implements AutoCloseable {
  private final PlanEngine engine;
  private final PlanEngine.PlanWork memory;
  private final InputCrops crops;
  private final Map<String, Float> largest = new TreeMap<>();

  /** An observer that has seen nothing; closed by the caller. */
  public RangeObserver(DetectorFile file) {
    NativeRuntime.loadForDetection();
    InferencePlan plan = new InferencePlan(file.graph(), file.tensors(), Precision.FLOAT32);
    engine =
        new PlanEngine(
            plan,
            () -> {
              throw new IllegalStateException("no answer is read");
            });
    memory = engine.memory(1);
    crops = new InputCrops(file.spec(), memory);
  }

  /**
   * Shows a face to the network.
   *
   * @param picture with the channels of the spec's input; borrowed
   * @param crop what the network sees of it, from {@link DetectorSpec#crop} or {@link
   *     DetectorSpec#cropOfPicture}
   */
  public void show(Image picture, Crop crop) {
    crops.sample(picture, crop, 0);
    memory.observe(largest);
  }

  /** {@return the ranges over all that was shown} */
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
