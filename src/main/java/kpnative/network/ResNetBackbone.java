package kpnative.network;

import java.util.ArrayList;
import java.util.List;
import kpnative.network.NetworkSpec.ResNet;

/**
 * Builds {@link ResNet}'s stages with torchvision's names: {@code conv1}, {@code bn1}, {@code
 * layer1.0.conv1}, ..., {@code layer4.N.downsample.1}. The 3 x 3 convolution of a bottleneck
 * carries the stride, as in torchvision.
 */
final class ResNetBackbone {
  private ResNetBackbone() {}

  /** {@return the stages, finest first: the output of conv1's ReLU, then of each layer} */
  static List<Stage> build(ResNet spec, NetworkGraph.Builder graph) {
    List<Stage> stages = new ArrayList<>();
    graph.add("conv1", new Layer.Conv(spec.width(), 7, 2, 3, false));
    graph.add("bn1", Layer.BatchNorm.DEFAULT);
    stages.add(new Stage(graph.add("relu", new Layer.Relu()), 2));
    graph.add("maxpool", new Layer.MaxPool(3, 2, 1));
    List<Integer> blocks = blocks(spec.depth());
    boolean bottlenecks = spec.depth() >= 50;
    for (int s = 0; s < blocks.size(); s++) {
      int channels = spec.width() << s;
      for (int b = 0; b < blocks.get(s); b++) {
        String name = "layer" + (s + 1) + "." + b;
        int stride = s > 0 && b == 0 ? 2 : 1;
        if (bottlenecks) {
          ConvBlocks.bottleneck(graph, name, channels, stride, b == 0);
        } else {
          ConvBlocks.basicBlock(graph, name, channels, stride, stride == 2);
        }
      }
      stages.add(new Stage(graph.last(), 4 << s));
    }
    return stages;
  }

  /** {@return the number of blocks in each of the four layers} */
  private static List<Integer> blocks(int depth) {
    return depth == 18 ? List.of(2, 2, 2, 2) : List.of(3, 4, 6, 3);
  }
}
