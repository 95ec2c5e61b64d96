package kpnative.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import kpnative.infer.DetectorSpec;
import kpnative.infer.DetectorTensors;
import kpnative.network.NetworkGraph;
import kpnative.weights.TensorData;
import kpnative.weights.WeightFile;

/**
 * A detector as it lies in a file of weights. Immutable and thread-safe.
 *
 * @param spec what is found and how
 * @param graph the spec's network
 * @param tensors all of the graph's, float32, in its order
 * @param metadata the file's texts, the spec among them
 */
record DetectorFile(
    DetectorSpec spec,
    NetworkGraph graph,
    Map<String, TensorData> tensors,
    Map<String, String> metadata) {
  /** Copies both maps, keeping their order. */
  DetectorFile {
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /**
   * {@return the detector in a file of any format that weights are read from}
   *
   * @throws IOException if it is absent, damaged, or not a detector of kp-native
   */
  static DetectorFile read(Path weights) throws IOException {
    WeightFile file = WeightFile.read(weights);
    DetectorSpec spec = DetectorSpec.of(file.metadata(), weights.toString());
    try {
      NetworkGraph graph = spec.graph();
      return new DetectorFile(
          spec, graph, DetectorTensors.of(graph, file.tensors()), file.metadata());
    } catch (IllegalArgumentException e) {
      throw new IOException(weights + ": " + e.getMessage(), e);
    }
  }

  /** {@return a tensor's numbers} */
  TensorData tensor(String name) {
    TensorData tensor = tensors.get(name);
    if (tensor == null) {
      throw new IllegalArgumentException("the network has no tensor '" + name + "'");
    }
    return tensor;
  }
}
