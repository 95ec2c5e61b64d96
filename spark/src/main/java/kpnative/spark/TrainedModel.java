package kpnative.spark;

import java.io.IOException;
import java.nio.file.Path;
import kpnative.files.AtomicFile;
import kpnative.files.FileNames;

/** What a training has made, on the driver. Immutable. */
public final class TrainedModel {
  private final String run;
  private final byte[] weights;

  TrainedModel(String run, byte[] weights) {
    this.run = run;
    this.weights = weights.clone();
  }

  /** {@return the run's folder, as the executors see it} */
  public String run() {
    return run;
  }

  /** {@return the best weights: a safetensors file, a new array} */
  public byte[] weights() {
    return weights.clone();
  }

  /**
   * Writes the weights to a file of the driver's machine, over one that is there.
   *
   * @throws IOException if it cannot be written
   */
  public void write(String file) throws IOException {
    Path target = FileNames.path(file);
    AtomicFile.write(target, out -> out.write(weights));
  }
}
