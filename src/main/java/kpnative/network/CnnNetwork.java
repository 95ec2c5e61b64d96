package kpnative.network;

import kpnative.network.NetworkSpec.Cnn;
import kpnative.network.NetworkSpec.Padding;

/** Builds {@link Cnn}: conv1, (bn1), relu1, (pool1), ..., flatten, fc1, fc1_relu, ..., fcN. */
final class CnnNetwork {
  private CnnNetwork() {}

  static void build(Cnn spec, int keypoints, NetworkGraph.Builder graph) {
    for (int i = 0; i < spec.channels().size(); i++) {
      int kernel = SpecCheck.at(spec.kernels(), i);
      int padding = spec.padding() == Padding.SAME ? kernel / 2 : 0;
      int number = i + 1;
      graph.add(
          "conv" + number,
          new Layer.Conv(
              spec.channels().get(i),
              kernel,
              SpecCheck.at(spec.strides(), i),
              padding,
              !spec.batchNorm())); // batch normalisation would cancel a bias
      if (spec.batchNorm()) {
        graph.add("bn" + number, Layer.BatchNorm.DEFAULT);
      }
      graph.add("relu" + number, new Layer.Relu());
      int pool = SpecCheck.at(spec.pools(), i);
      if (pool > 1) {
        graph.add("pool" + number, new Layer.MaxPool(pool, pool));
      }
    }
    graph.add("flatten", new Layer.Flatten());
    int number = 1;
    for (int width : spec.hidden()) {
      graph.add("fc" + number, new Layer.Linear(width, true));
      graph.add("fc" + number + "_relu", new Layer.Relu());
      number++;
    }
    graph.beginHead();
    graph.add("fc" + number, new Layer.Linear(Math.multiplyExact(2, keypoints), true));
  }
}
