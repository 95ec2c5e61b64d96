package kpnative.network;

import java.util.List;

/**
 * A tensor that the network holds.
 *
 * @param name the node's name, a dot, and PyTorch's name of the tensor
 * @param shape its sizes
 * @param role what it is for
 * @param fanIn inputs that one output sums, 0 where it sums none
 */
public record TensorSlot(String name, List<Integer> shape, Role role, long fanIn) {
  /** What a tensor of a layer is for. */
  public enum Role {
    /** Of a convolution or fully connected layer. */
    WEIGHT,
    /** Of a convolution or fully connected layer. */
    BIAS,
    /** Of a normalisation. */
    SCALE,
    /** Of a normalisation. */
    SHIFT,
    /** A buffer of a normalisation. */
    RUNNING_MEAN,
    /** A buffer of a normalisation. */
    RUNNING_VARIANCE,
    /** Set from the training data before the first step; 0 until then. */
    CONSTANT
  }

  /** Copies the sizes. */
  public TensorSlot {
    shape = List.copyOf(shape);
  }

  /** {@return whether it is trained, otherwise a buffer or a constant} */
  public boolean isParameter() {
    return role != Role.RUNNING_MEAN && role != Role.RUNNING_VARIANCE && role != Role.CONSTANT;
  }

  /** {@return the name of the node that holds it} */
  public String node() {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /** {@return how many numbers it holds; at most 2^63 - 1} */
  public long elements() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
