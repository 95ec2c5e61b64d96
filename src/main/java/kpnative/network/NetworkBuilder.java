package kpnative.network;

import java.util.List;
import kpnative.checks.Require;

/**
 * Builds the network that a {@link NetworkSpec} describes: a backbone, whose stages go to a head.
 */
public final class NetworkBuilder {
  private static final int MOST_KEYPOINTS = 1 << 20;

  private NetworkBuilder() {}

  /**
   * {@return the network that {@code spec} describes}
   *
   * @param spec which network
   * @param channels C of the input
   * @param height H of the input, pixels
   * @param width W of the input, pixels
   * @param keypoints K: the output is {@code [2K]}
   * @throws IllegalArgumentException if the layers don't fit the input; the message names the node
   */
  public static NetworkGraph build(
      NetworkSpec spec, int channels, int height, int width, int keypoints) {
    Require.range("keypoints", keypoints, 1, MOST_KEYPOINTS);
    NetworkGraph.Builder graph = NetworkGraph.builder(Shape.maps(channels, height, width));
    if (spec instanceof NetworkSpec.Cnn cnn) {
      CnnNetwork.build(cnn, keypoints, graph);
    } else if (spec instanceof NetworkSpec.Residual residual) {
      List<Stage> stages = ResidualBackbone.build(residual, graph);
      HeadBuilder.build(residual.head(), stages, keypoints, graph);
    } else if (spec instanceof NetworkSpec.ResNet resNet) {
      List<Stage> stages = ResNetBackbone.build(resNet, graph);
      HeadBuilder.build(resNet.head(), stages, keypoints, graph);
    } else if (spec instanceof NetworkSpec.UNet uNet) {
      UNetNetwork.build(uNet, keypoints, graph);
    } else {
      throw new AssertionError("a network of unknown kind: " + spec);
    }
    return graph.build();
  }
}
