package kpnative.infer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import kpnative.codec.MapDecoding;
import kpnative.natives.NativeScope;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.network.RawOutputs;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.pytorch.Tensor;

/**
 * How widely the maps of faces spread around their points: sigma, the root of the mean of the
 * softmax's variances along x and y, in fractions of the network input's sides. Of the picture as
 * it is, also where predictions are averaged with the mirrored one's. One thread.
 *
 * <p>Given to {@link FaceNetwork#predict} with {@link #listener}, it then holds a row a prediction,
 * in the same order.
 */
public final class MapSpreads {
  private final List<double[]> rows = new ArrayList<>();

  /**
   * {@return whether a network reads its points as the expectation of maps, so that they spread}
   */
  public static boolean areOf(NetworkGraph graph) {
    return graph.last() instanceof Layer.SoftArgmax;
  }

  /** {@return what takes the spreads of each batch, and keeps them here} */
  public RawOutputs listener() {
    return (raw, target) -> take(raw);
  }

  /** {@return for each face in the order that they came, sigma of each keypoint, {@code [K]}} */
  public List<double[]> rows() {
    return Collections.unmodifiableList(rows);
  }

  private void take(Tensor raw) {
    try (NativeScope scope = NativeScope.open()) {
      Tensor sigma = MapDecoding.spread(raw).cpu().contiguous(); // [B, K]
      int faces = Math.toIntExact(sigma.size(0));
      float[] all = new float[Math.toIntExact(sigma.numel())];
      FloatPointer data = sigma.data_ptr_float();
      data.get(all);
      int count = all.length / faces;
      for (int i = 0; i < faces; i++) {
        double[] row = new double[count];
        for (int k = 0; k < count; k++) {
          row[k] = all[i * count + k];
        }
        rows.add(row);
      }
    }
  }
}
