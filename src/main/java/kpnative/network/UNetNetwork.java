package kpnative.network;

import java.util.Locale;
import kpnative.network.NetworkSpec.UNet;

/**
 * Builds {@link UNet}. Names: {@code blockN.*} in the encoder, {@code flatten.*}, {@code upN.*} in
 * the decoder, {@code head}, {@code coordinates}.
 */
final class UNetNetwork {
  private UNetNetwork() {}

  static void build(UNet spec, int keypoints, NetworkGraph.Builder graph) {
    Shape input = graph.input();
    int unit = 4 * spec.flatten();
    if (input.height() % unit != 0 || input.width() % unit != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a unet with network.flatten %d needs an input whose sides are multiples of %d"
                  + " pixels, got %dx%d (rows x columns)",
              spec.flatten(),
              unit,
              input.height(),
              input.width()));
    }
    int d = spec.width();
    String full = twice(graph, "block1", d);
    graph.add("pool1", new Layer.MaxPool(2, 2));
    String half = twice(graph, "block2", d);
    graph.add("pool2", new Layer.MaxPool(2, 2));
    String quarter = twice(graph, "block3", 2 * d);
    graph.add("flatten.pool", new Layer.AveragePool(spec.flatten()));
    graph.add("flatten.spread", new Layer.Upsample(spec.flatten()));
    String middle = ConvBlocks.convBnRelu(graph, "flatten", 2 * d, 1);
    graph.add("join3", new Layer.Concat(), middle, quarter);
    String up2 = up(graph, "up2", d);
    graph.add("join2", new Layer.Concat(), up2, half);
    String up1 = up(graph, "up1", d);
    graph.add("join1", new Layer.Concat(), up1, full);
    twice(graph, "last", d);
    graph.beginHead();
    HeadBuilder.addMaps(keypoints, 3, spec.reading(), graph);
  }

  private static String twice(NetworkGraph.Builder graph, String name, int channels) {
    ConvBlocks.convBnRelu(graph, name + ".0", channels, 1);
    return ConvBlocks.convBnRelu(graph, name + ".1", channels, 1);
  }

  private static String up(NetworkGraph.Builder graph, String name, int channels) {
    graph.add(name + ".spread", new Layer.Upsample(2));
    return twice(graph, name, channels);
  }
}
