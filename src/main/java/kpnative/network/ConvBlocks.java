package kpnative.network;

import kpnative.network.Layer.BatchNorm;
import kpnative.network.Layer.Conv;
import kpnative.network.Layer.Relu;

/** Blocks of layers that several networks share. */
final class ConvBlocks {
  private ConvBlocks() {}

  /**
   * Adds a 3 x 3 convolution, batch normalisation and ReLU: {@code NAME.conv}, {@code NAME.bn},
   * {@code NAME.relu}.
   *
   * @return the name of the last node
   */
  static String convBnRelu(NetworkGraph.Builder graph, String name, int channels, int stride) {
    graph.add(name + ".conv", new Conv(channels, 3, stride, 1, false));
    graph.add(name + ".bn", BatchNorm.DEFAULT);
    return graph.add(name + ".relu", new Relu());
  }

  /**
   * Adds two 3 x 3 convolutions with a shortcut, named as in torchvision's BasicBlock.
   *
   * @param projects whether a 1 x 1 convolution projects the shortcut to the block's output shape
   * @return the name of the last node
   */
  static String basicBlock(
      NetworkGraph.Builder graph, String name, int channels, int stride, boolean projects) {
    String input = graph.last();
    graph.add(name + ".conv1", new Conv(channels, 3, stride, 1, false));
    graph.add(name + ".bn1", BatchNorm.DEFAULT);
    graph.add(name + ".relu1", new Relu());
    graph.add(name + ".conv2", new Conv(channels, 3, 1, 1, false));
    String residual = graph.add(name + ".bn2", BatchNorm.DEFAULT);
    return addShortcut(graph, name, residual, input, channels, stride, projects);
  }

  /**
   * Adds 1 x 1, 3 x 3 and 1 x 1 convolutions with a shortcut, named as in torchvision's Bottleneck.
   *
   * @param channels output channels of the inner convolutions; the last one has four times as many
   * @param projects whether a 1 x 1 convolution projects the shortcut to the block's output shape
   * @return the name of the last node
   */
  static String bottleneck(
      NetworkGraph.Builder graph, String name, int channels, int stride, boolean projects) {
    String input = graph.last();
    graph.add(name + ".conv1", new Conv(channels, 1, 1, 0, false));
    graph.add(name + ".bn1", BatchNorm.DEFAULT);
    graph.add(name + ".relu1", new Relu());
    graph.add(name + ".conv2", new Conv(channels, 3, stride, 1, false));
    graph.add(name + ".bn2", BatchNorm.DEFAULT);
    graph.add(name + ".relu2", new Relu());
    graph.add(name + ".conv3", new Conv(4 * channels, 1, 1, 0, false));
    String residual = graph.add(name + ".bn3", BatchNorm.DEFAULT);
    return addShortcut(graph, name, residual, input, 4 * channels, stride, projects);
  }

  private static String addShortcut(
      NetworkGraph.Builder graph,
      String name,
      String residual,
      String input,
      int channels,
      int stride,
      boolean projects) {
    String identity = input;
    if (projects) {
      graph.add(name + ".downsample.0", new Conv(channels, 1, stride, 0, false), input);
      identity = graph.add(name + ".downsample.1", BatchNorm.DEFAULT);
    }
    graph.add(name + ".add", new Layer.Add(), residual, identity);
    return graph.add(name + ".relu", new Relu());
  }
}
