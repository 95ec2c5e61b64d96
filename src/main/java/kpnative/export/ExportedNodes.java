package kpnative.export;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import kpnative.infer.DetectorFile;
import kpnative.infer.VisibilityCalibration;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkGraph.Node;

/**
 * What of a detector's network is exported: the points, and their visibility if it is calibrated.
 */
final class ExportedNodes {
  private ExportedNodes() {}

  /** {@return the nodes that the outputs need, each after its inputs} */
  static List<Node> of(DetectorFile file) {
    List<Node> all = file.graph().nodes();
    Set<String> needed = new HashSet<>();
    needed.add(all.get(all.size() - 1).name());
    visibility(file).ifPresent(v -> needed.add(NetworkGraph.VISIBILITY));
    List<Node> kept = new ArrayList<>();
    for (int i = all.size() - 1; i >= 0; i--) {
      if (needed.contains(all.get(i).name())) {
        needed.addAll(all.get(i).inputs());
        kept.add(all.get(i));
      }
    }
    Collections.reverse(kept);
    return kept;
  }

  /** {@return the calibration that makes probabilities of the visibility output; empty: no such} */
  static Optional<VisibilityCalibration> visibility(DetectorFile file) {
    return file.visibility();
  }

  /** {@return one number per keypoint as float32} */
  static float[] floats(List<Double> numbers) {
    float[] all = new float[numbers.size()];
    for (int k = 0; k < all.length; k++) {
      all[k] = numbers.get(k).floatValue();
    }
    return all;
  }
}
