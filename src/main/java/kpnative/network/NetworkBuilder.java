package kpnative.network;

import java.util.List;
import kpnative.checks.Require;

/**
 * Builds the network that a {@link NetworkSpec} describes: a backbone, and a head on its stages.
 */
public final class NetworkBuilder {
  private static final int MAX_KEYPOINTS = 1 << 20;

  private NetworkBuilder() {}

  /**
   * {@return the network that {@code spec} describes}
   *
   * @param spec the settings of the network
   * @param channels C, input channels
   * @param height H, input height in pixels
   * @param width W, input width in pixels
   * @param keypoints K; the output is {@code [2K]}
   * @throws IllegalArgumentException if a layer does not fit its input; the message names the node
   */
  public static NetworkGraph build(
      NetworkSpec spec, int channels, int height, int width, int keypoints) {
    Require.range("keypoints", keypoints, 1, MAX_KEYPOINTS);
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
