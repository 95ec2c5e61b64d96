package kpnative.export;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import kpnative.infer.DetectorFile;
import kpnative.infer.VisibilityCalibration;
import kpnative.network.NetworkGraph.Node;
import kpnative.weights.TensorData;

/**
 * A detector as an ONNX model that maps {@code input} to {@code points}, for any batch size.
 * Weights that say which keypoints can be seen have a second output, {@code visibility}:
 * probabilities.
 */
final class OnnxFile {
  private static final long MAX_BYTES = 2_000_000_000L; // a protobuf message takes at most 2 GiB

  private OnnxFile() {}

  /**
   * {@return the file's bytes}
   *
   * @throws IllegalArgumentException if the network is too large for the format
   */
  static byte[] of(DetectorFile file) {
    long bytes =
        file.tensors().values().stream().mapToLong(TensorData::elements).sum() * Float.BYTES;
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "an ONNX file holds at most 2 GB of weights, got " + bytes + " bytes");
    }
    OnnxGraph graph = new OnnxGraph();
    OnnxLayers layers = new OnnxLayers(graph, file);
    String last = "";
    for (Node node : ExportedNodes.of(file)) {
      last = layers.add(node);
    }
    int keypoints = file.spec().keypoints().size();
    double origin = file.spec().codec().origin();
    if (origin != 0) {
      last = graph.node("Add", last, graph.number(origin));
    }
    String shape = graph.longs(0, keypoints, 2);
    graph.node("Reshape", "points", List.of(last, shape), Map.of());
    Map<String, List<Integer>> outputs = new LinkedHashMap<>();
    outputs.put("points", List.of(keypoints, 2));
    ExportedNodes.visibility(file)
        .ifPresent(v -> outputs.put(addVisibility(graph, v), List.of(keypoints)));
    return graph.model(
        file.graph().input().sizes(), outputs, file.spec().version(), ExportMetadata.of(file));
  }

  /** Adds the probabilities of the keypoints' being visible; returns their name. */
  private static String addVisibility(OnnxGraph graph, VisibilityCalibration calibration) {
    String factors = graph.floats(ExportedNodes.floats(calibration.b()), calibration.b().size());
    String offsets = graph.floats(ExportedNodes.floats(calibration.a()), calibration.a().size());
    String scaled = graph.node("Mul", OnnxLayers.VISIBILITY, factors);
    String moved = graph.node("Add", scaled, offsets);
    return graph.node("Sigmoid", "visibility", List.of(moved), Map.of());
  }
}
