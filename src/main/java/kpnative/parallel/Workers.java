package kpnative.parallel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import kpnative.natives.NativeScope;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Tensor;

/**
 * The processes that train a network together, seen from one of them. All methods but {@link #rank}
 * and {@link #size} are collectives: every worker calls the same ones in the same order, and each
 * throws {@link LostWorkerException} if another worker does not. For one thread.
 */
public interface Workers extends AutoCloseable {
  /** {@return this worker's rank, from 0} */
  int rank();

  /** {@return the number of workers} */
  int size();

  /** {@return whether this is the worker that writes files and decides for all} */
  default boolean isFirst() {
    return rank() == 0;
  }

  /** {@return whether there are others} */
  default boolean areSeveral() {
    return size() > 1;
  }

  /**
   * Replaces a tensor's values by their sums over the workers, bit for bit the same in all.
   *
   * @param values float32 or float64, contiguous, on the CPU or the device that is trained on, of
   *     the same shape in all
   */
  void sum(Tensor values);

  /**
   * Replaces a tensor's values by the first worker's.
   *
   * @param values as for {@link #sum}, or of bytes
   */
  void takeFirst(Tensor values);

  /**
   * {@return what makes the gradients of these parameters the means over the workers; the caller
   * closes it}
   *
   * @param parameters borrowed; all have gradients already, which stay the same objects
   */
  Gradients gradients(List<Tensor> parameters);

  /** {@return the sums of some numbers over the workers} */
  default double[] sums(double... own) {
    if (!areSeveral()) {
      return own;
    }
    try (NativeScope scope = NativeScope.open()) {
      Tensor values = Tensor.create(own, own.length);
      sum(values);
      double[] sums = new double[own.length];
      new DoublePointer(values.data_ptr_double()).get(sums);
      return sums;
    }
  }

  /** {@return the first worker's numbers} */
  default double[] first(double... own) {
    return sums(isFirst() ? own : new double[own.length]);
  }

  /** {@return the first worker's text, of at most a million bytes} */
  default String first(String own) {
    if (!areSeveral()) {
      return own;
    }
    byte[] bytes = own.getBytes(StandardCharsets.UTF_8);
    int length = (int) first(bytes.length)[0];
    double[] codes = new double[length]; // exact, and this is rare
    for (int i = 0; isFirst() && i < length; i++) {
      codes[i] = bytes[i];
    }
    double[] sent = first(codes);
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      text[i] = (byte) sent[i];
    }
    return new String(text, StandardCharsets.UTF_8);
  }

  /**
   * Ends the training in every worker unless all have the same.
   *
   * @param what the thing that they must have, for the message
   * @throws IllegalArgumentException in all of them, if so
   */
  default void requireSame(String what, String own) {
    boolean same = first(own).equals(own);
    double others = sums(same ? 0 : 1)[0];
    if (others > 0) {
      throw new IllegalArgumentException(
          "the workers differ in "
              + what
              + ": "
              + (same ? (int) others + " of " + size() + " have another than" : "this one has not")
              + " that of worker 0");
    }
  }

  /** Frees what this holds. The other workers are not waited for. Idempotent. */
  @Override
  void close();
}
