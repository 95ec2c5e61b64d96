package kpnative.network;

import org.bytedeco.pytorch.Tensor;

/** Computes one node of a graph by LibTorch. */
@FunctionalInterface
interface TorchOperation {
  /**
   * {@return the node's output; scratch, or the first input itself where that is overwritten}
   *
   * @param inputs in the node's order; borrowed
   */
  Tensor apply(Tensor[] inputs, boolean training);
}
