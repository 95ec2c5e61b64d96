package kpnative.network;

import java.util.List;

/**
 * A tensor that a network holds: its name, shape and role, without values.
 *
 * @param name the node's name, a dot, and PyTorch's name for the tensor
 * @param shape the tensor's sizes
 * @param role what the tensor is for
 * @param fanIn number of inputs that contribute to one output; 0 for tensors other than weights and
 *     biases
 */
public record TensorSlot(String name, List<Integer> shape, Role role, long fanIn) {
  /** What a tensor of a layer is for. */
  public enum Role {
    /** The weight of a convolution or fully connected layer. */
    WEIGHT,
    /** The bias of a convolution or fully connected layer. */
    BIAS,
    /** The trained scale (gamma) of a batch normalisation. */
    SCALE,
    /** The trained shift (beta) of a batch normalisation. */
    SHIFT,
    /** The running mean of a batch normalisation, a buffer. */
    RUNNING_MEAN,
    /** The running variance of a batch normalisation, a buffer. */
    RUNNING_VARIANCE,
    /** A constant, set from the training data before the first step; 0 until then. */
    CONSTANT
  }

  /** Copies the sizes. */
  public TensorSlot {
    shape = List.copyOf(shape);
  }

  /** {@return whether the tensor is trained; otherwise it is a buffer or a constant} */
  public boolean isParameter() {
    return role != Role.RUNNING_MEAN && role != Role.RUNNING_VARIANCE && role != Role.CONSTANT;
  }

  /** {@return the name of the node that holds it} */
  public String node() {
    return name.substring(0, Math.max(0, name.lastIndexOf('.')));
  }

  /** {@return the sizes, as tensors have them} */
  public long[] sizes() {
    return shape.stream().mapToLong(Integer::longValue).toArray();
  }

  /** {@return the number of elements} */
  public long elements() {
    return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
  }
}
