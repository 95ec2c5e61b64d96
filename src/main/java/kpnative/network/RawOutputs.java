package kpnative.network;

import org.bytedeco.pytorch.Tensor;

/** Hears, in an evaluation, what a network's last layer reads: raw maps, before decoding. */
@FunctionalInterface
public interface RawOutputs {
  /**
   * Takes one batch.
   *
   * @param raw as {@link TorchModule#forwardRaw} gives it; borrowed, not to be changed
   * @param target true coordinates {@code [B, 2K]} on the same device; borrowed
   */
  void take(Tensor raw, Tensor target);
}
