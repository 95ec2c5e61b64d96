package kpnative.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import kpnative.weights.TensorData;
import org.jspecify.annotations.Nullable;

/** What does not fit between a file's tensors and a network's, told in one message. */
final class TensorMisfits {
  private static final int MOST_LISTED = 40;

  private final List<String> misfits = new ArrayList<>();

  /**
   * A tensor of the network for which there is none, or one that does not fit.
   *
   * @param needed type or shape, or both
   * @param came the file's tensor; null if there is none
   */
  void needs(TensorSlot slot, String needed, @Nullable TensorData came) {
    misfits.add(
        slot.name() + " needs " + needed + (came == null ? ", which is missing" : ", got " + came));
  }

  /**
   * A tensor of the file that the network lacks.
   *
   * @param tensor its name, and perhaps more
   */
  void unknown(String tensor) {
    misfits.add(tensor + " is unknown to this network");
  }

  /**
   * Rejects weights with which something is the matter.
   *
   * @param matter what that means, in a few words: the beginning of the message
   * @throws IllegalArgumentException if there is any misfit; the message lists the first 40
   */
  void requireNone(String matter) {
    if (misfits.isEmpty()) {
      return;
    }
    int more = misfits.size() - MOST_LISTED;
    throw new IllegalArgumentException(
        matter
            + ": "
            + String.join("; ", misfits.subList(0, Math.min(MOST_LISTED, misfits.size())))
            + (more > 0 ? "; and " + more + " more" : ""));
  }

  /**
   * {@return the tensors}
   *
   * @throws IllegalArgumentException if an element is NaN or infinite; the message names the tensor
   */
  static Map<String, TensorData> requireFinite(Map<String, TensorData> tensors) {
    tensors.forEach(
        (name, tensor) ->
            tensor
                .notFinite()
                .ifPresent(
                    fault -> {
                      throw new IllegalArgumentException(
                          "tensor '" + name + "': " + fault + ", expected finite numbers");
                    }));
    return tensors;
  }
}
