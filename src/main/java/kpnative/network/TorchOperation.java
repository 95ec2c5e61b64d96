package kpnative.network;

import org.bytedeco.pytorch.Tensor;

/** Computes one node of a graph with LibTorch. */
@FunctionalInterface
interface TorchOperation {
  /**
   * {@return the node's output: scratch, or the first input itself if the operation is in-place}
   *
   * @param inputs the node's inputs, in order; borrowed
   * @param training whether batch statistics are used and updated
   */
  Tensor apply(Tensor[] inputs, boolean training);
}
