package kpnative.network;

import kpnative.network.Layer.BatchNorm;
import kpnative.network.Layer.Conv;
import kpnative.network.Layer.Relu;
import kpnative.network.NetworkSpec.Maps;

/**
 * Builds {@link Maps}: a residual encoder, a decoder that climbs back by nearest-neighbour
 * enlargement and adds the encoder's maps of the same size, K maps and their soft-argmax.
 *
 * <p>Names: {@code stem.*}; {@code layer1.0.conv1} and on, as in torchvision's ResNet; {@code
 * lateralN} and {@code smoothN.*} of stage N's size in the decoder; {@code head}; {@code
 * coordinates}.
 */
final class MapsNetwork {
  private final NetworkGraph.Builder graph;

  private MapsNetwork(NetworkGraph.Builder graph) {
    this.graph = graph;
  }

  static void build(Maps spec, int keypoints, NetworkGraph.Builder graph) {
    Shape input = graph.input();
    int coarsest = 1 << spec.channels().size();
    if (input.height() % coarsest != 0 || input.width() % coarsest != 0) {
      throw new IllegalArgumentException(
          String.format(
              "a maps network of %d stages needs an input of multiples of %d pixels, got %dx%d"
                  + " (rows x columns)",
              spec.channels().size(), coarsest, input.height(), input.width()));
    }
    new MapsNetwork(graph).build(spec, keypoints);
  }

  private void build(Maps spec, int keypoints) {
    int stages = spec.channels().size();
    String[] stageOutput = new String[stages];
    convBnRelu("stem", spec.channels().get(0), 2);
    for (int s = 0; s < stages; s++) {
      for (int b = 0; b < SpecCheck.at(spec.blocks(), s); b++) {
        String name = "layer" + (s + 1) + "." + b;
        residualBlock(name, spec.channels().get(s), s > 0 && b == 0);
      }
      stageOutput[s] = graph.last();
    }
    convBnRelu("neck", spec.decoder(), 1);
    int target = Integer.numberOfTrailingZeros(spec.stride()) - 1;
    for (int s = stages - 2; s >= target; s--) {
      int number = s + 1;
      String coarse = graph.add("up" + number, new Layer.Upsample(2));
      String fine =
          graph.add("lateral" + number, new Conv(spec.decoder(), 1, 1, 0, true), stageOutput[s]);
      graph.add("merge" + number, new Layer.Add(), fine, coarse);
      convBnRelu("smooth" + number, spec.decoder(), 1);
    }
    // no bias: a softmax over the map would take it away again
    graph.add("head", new Conv(keypoints, 1, 1, 0, false));
    graph.add("coordinates", new Layer.SoftArgmax());
  }

  private void convBnRelu(String name, int channels, int stride) {
    graph.add(name + ".conv", new Conv(channels, 3, stride, 1, false));
    graph.add(name + ".bn", BatchNorm.DEFAULT);
    graph.add(name + ".relu", new Relu());
  }

  private void residualBlock(String name, int channels, boolean halves) {
    String identity = graph.last();
    graph.add(name + ".conv1", new Conv(channels, 3, halves ? 2 : 1, 1, false));
    graph.add(name + ".bn1", BatchNorm.DEFAULT);
    graph.add(name + ".relu1", new Relu());
    graph.add(name + ".conv2", new Conv(channels, 3, 1, 1, false));
    String residual = graph.add(name + ".bn2", BatchNorm.DEFAULT);
    if (halves) {
      graph.add(name + ".downsample.0", new Conv(channels, 1, 2, 0, false), identity);
      identity = graph.add(name + ".downsample.1", BatchNorm.DEFAULT);
    }
    graph.add(name + ".add", new Layer.Add(), residual, identity);
    graph.add(name + ".relu2", new Relu());
  }
}
