package kpnative.parallel;

import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Work;
import org.bytedeco.pytorch.global.torch;

/**
 * Sums of small tensors along a binomial tree: each worker adds what its children send to its own
 * and sends that to its parent, and the sum comes back the same way, bit for bit the same in all.
 *
 * <p>Why not Gloo's all-reduce, which is for large tensors: all its workers send at the same time,
 * and where every core has work, the thread that receives then takes the core from the one that
 * sends and holds the connection's lock, and asks for that lock until the scheduler's next tick, 4
 * ms later. Here the two ends of a connection send in turn, and the calling thread does it. A
 * worker says that it is ready for its parent's answer before it sends.
 */
/* Rank r's parent is r without its lowest set bit; its children are r + 1, r + 2, r + 4 ... up to
 * that bit. */
record TreeSum(ProcessGroupGloo group, int rank, int size) {
  private static final int UP = 0; // tags
  private static final int DOWN = 1;

  /**
   * Replaces a tensor's values by their sums over the workers.
   *
   * @param values as for {@link Workers#sum}; tensors made on the way are scratch
   */
  void of(Tensor values) {
    int lowest = rank == 0 ? Integer.highestOneBit(size) * 2 : Integer.lowestOneBit(rank);
    Tensor other = torch.empty_like(values);
    for (int bit = 1; bit < lowest && rank + bit < size; bit *= 2) {
      group.recv(new TensorVector(other), rank + bit, UP)._wait();
      values.add_(other);
    }
    if (rank > 0) {
      int parent = rank - lowest;
      Work answer = group.recv(new TensorVector(other), parent, DOWN);
      group.send(new TensorVector(values), parent, UP)._wait();
      answer._wait();
      values.copy_(other);
    }
    for (int bit = lowest / 2; bit > 0; bit /= 2) {
      if (rank + bit < size) {
        group.send(new TensorVector(values), rank + bit, DOWN)._wait();
      }
    }
  }
}
