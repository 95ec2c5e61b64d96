package kpnative.data;

import java.util.List;
import java.util.function.Consumer;
import kpnative.geometry.Warp;
import kpnative.image.InputSlots;
import kpnative.natives.Owned;
import org.bytedeco.pytorch.Tensor;

/**
 * Samples in one contiguous native buffer, lent by a {@link BatchLoader}: valid until {@link
 * #close}, which gives the buffer back for a later batch.
 */
public final class Batch implements AutoCloseable {
  final Owned<Tensor> inputs; // [capacity, C, H, W], channels last in memory
  final InputSlots slots; // the same memory
  final Owned<Tensor> targets; // [capacity, floats]
  private final Consumer<Batch> giveBack;
  private List<Integer> faces = List.of();
  private List<Warp> warps = List.of();
  private boolean lent;

  Batch(Owned<Tensor> inputs, InputSlots slots, Owned<Tensor> targets, Consumer<Batch> giveBack) {
    this.inputs = inputs;
    this.slots = slots;
    this.targets = targets;
    this.giveBack = giveBack;
  }

  void fill(List<Integer> faces, List<Warp> warps) {
    this.faces = faces;
    this.warps = warps;
    lent = true;
  }

  void free() {
    slots.close();
    inputs.close();
    targets.close();
  }

  /** {@return B, the number of samples} */
  public int size() {
    return faces.size();
  }

  /** {@return the index in the data set of each sample} */
  public List<Integer> faces() {
    return faces;
  }

  /** {@return for each sample the warp from its photograph to the input} */
  public List<Warp> warps() {
    return warps;
  }

  /** {@return the pictures, {@code [B, C, H, W]} float32, channels last in memory; a scratch view of borrowed memory} */
  public Tensor input() {
    return inputs.get().narrow(0, 0, size());
  }

  /** {@return the targets, {@code [B, floats]} float32; a scratch view of borrowed memory} */
  public Tensor target() {
    return targets.get().narrow(0, 0, size());
  }

  /** Gives the buffer back. Idempotent. */
  @Override
  public void close() {
    if (lent) {
      lent = false;
      giveBack.accept(this);
    }
  }
}
