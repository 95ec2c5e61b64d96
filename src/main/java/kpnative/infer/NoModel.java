package kpnative.infer;

import java.io.IOException;
import java.util.List;
import kpnative.weights.WeightFile;

/**
 * A model that there is not.
 *
 * @param why the reason, for messages
 */
record NoModel(String why) implements ModelSource {
  /** {@return the error, with what to pass instead: {@code --weights FILE} and {@code more}} */
  static IOException error(String why, String more) {
    return new IOException("no built-in model (" + why + "): --weights FILE is needed" + more);
  }

  @Override
  public boolean isPresent() {
    return false;
  }

  @Override
  public String name() {
    return BuiltInModel.PREFIX;
  }

  @Override
  public WeightFile stored() throws IOException {
    throw error(why, "");
  }

  @Override
  public ModelCard card() throws IOException {
    throw new IOException("no card: no built-in model (" + why + ")");
  }

  @Override
  public List<String> notice() throws IOException {
    throw error(why, "");
  }
}
