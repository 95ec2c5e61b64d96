package kpnative.network;

import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;

/**
 * With whom a network's batch normalisations share the statistics of a batch: with copies of the
 * network that have other parts of the batch, so that all normalise by the whole. For one thread.
 */
public final class SharedStatistics {
  private final int rank;
  private final int size;
  private final Consumer<Tensor> sum;
  private boolean counting = true;

  /**
   * Statistics of all parts of a batch together.
   *
   * @param rank of this part, 0 to {@code size} - 1
   * @param size number of parts
   * @param sum replaces a float64 tensor's values by their sums over the copies, each of which
   *     calls it at the same points
   */
  public SharedStatistics(int rank, int size, Consumer<Tensor> sum) {
    this.rank = rank;
    this.size = size;
    this.sum = sum;
  }

  /**
   * Says whether this part's samples count in the next forward passes. Where a batch has fewer
   * samples than there are copies, some compute one that does not.
   */
  public void setCounting(boolean counting) {
    this.counting = counting;
  }

  boolean isCounting() {
    return counting;
  }

  int rank() {
    return rank;
  }

  int size() {
    return size;
  }

  void sum(Tensor values) {
    sum.accept(values);
  }
}
