package kpnative.parallel;

import org.bytedeco.pytorch.Tensor;

/** Backward passes after which the gradients are means over the workers. Not thread-safe. */
public interface Gradients extends AutoCloseable {
  /**
   * Computes the gradients of a loss, summed over the workers and divided by their number, into the
   * parameters' own gradients; the same bits in every worker.
   *
   * @param loss a scalar; borrowed
   * @throws LostWorkerException if another worker does not take part
   */
  void backward(Tensor loss);

  /** Frees the buckets. Idempotent. */
  @Override
  void close();
}
