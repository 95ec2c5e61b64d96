package kpnative.network;

import org.bytedeco.pytorch.Tensor;

/**
 * Receives the raw input of a network's last layer, before decoding, for each batch of an
 * evaluation.
 */
@FunctionalInterface
public interface RawOutputs {
  /**
   * Called once per batch.
   *
   * @param raw the result of {@link TorchModule#forwardRaw}; borrowed, must not be modified
   * @param target ground truth {@code [B, 2K]} on the same device; borrowed
   */
  void take(Tensor raw, Tensor target);
}
