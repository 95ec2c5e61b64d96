package kpnative.train;

import java.io.IOException;

/** The training's state in the metadata of a saved state. */
public final class StateText {
  private StateText() {}

  /** {@return the state of a training that has not begun} */
  public static String start() {
    return TrainingState.START.toJson();
  }

  /** Reads it. */
  public static void read(String json, String file) throws IOException {
    TrainingState.parse(json, file);
  }
}
