package kpnative.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kpnative.data.FaceBox;
import kpnative.natives.Device;
import kpnative.network.NetworkGraph;
import kpnative.network.TorchModule;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;

/**
 * A detector as a file holds it, checked, before anything native is made of it. Immutable.
 *
 * @param name names the file in messages
 * @param spec what it finds and how
 * @param confidence how sure it is of a point; empty where nobody has calibrated it
 * @param tensors its weights, float32, by name
 * @param metadata all that the file says of itself
 */
public record DetectorFile(
    String name,
    DetectorSpec spec,
    Optional<ConfidenceCalibration> confidence,
    Map<String, TensorData> tensors,
    Map<String, String> metadata) {

  /**
   * {@return the detector in a weight file}
   *
   * @param weights a safetensors file of kp-native; its tensors may be halves
   * @throws IOException if the file is absent, damaged, or not a detector of kp-native
   */
  public static DetectorFile read(Path weights) throws IOException {
    return of(SafetensorsFile.read(weights), weights.toString());
  }

  /**
   * {@return the detector in a file that was read}
   *
   * @param name names it in messages
   * @throws IOException if it is not a detector of kp-native
   */
  public static DetectorFile of(SafetensorsFile file, String name) throws IOException {
    DetectorSpec spec = DetectorSpec.of(file.metadata(), name);
    return new DetectorFile(
        name,
        spec,
        ConfidenceCalibration.of(file.metadata(), spec.keypoints().size(), name),
        file.toFloat32().tensors(),
        file.metadata());
  }

  /** {@return the same detector, which sees faces in the boxes that their annotations state} */
  public DetectorFile inStatedBoxes() {
    FaceBox stated = new FaceBox(FaceBox.From.ANNOTATION, spec.box().margin());
    return new DetectorFile(name, spec.withBox(stated), confidence, tensors, metadata);
  }

  /**
   * {@return the network with its weights, in evaluation, on {@code device}; owned by the caller}
   *
   * @throws IOException if the weights are those of another network
   */
  public TorchModule module(Device device) throws IOException {
    try {
      NetworkGraph graph = spec.graph();
      checkSize(graph);
      TorchModule module = new TorchModule(graph, 0);
      boolean done = false;
      try {
        module.load(tensors);
        module.setTraining(false);
        module.to(device);
        done = true;
      } finally {
        if (!done) {
          module.close();
        }
      }
      return module;
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  /** Refuses, before memory is taken, a network that is larger than the file that holds it. */
  private void checkSize(NetworkGraph graph) {
    long needed = graph.slots().stream().mapToLong(NetworkGraph.Slot::elements).sum();
    long given = tensors.values().stream().mapToLong(TensorData::elements).sum();
    if (needed > given) {
      throw new IllegalArgumentException(
          "its network has " + needed + " numbers, and its tensors only " + given);
    }
  }
}
