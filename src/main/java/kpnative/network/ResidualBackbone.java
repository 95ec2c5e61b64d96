package kpnative.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kpnative.network.NetworkSpec.Residual;

/** Builds {@link Residual}'s stages: {@code stem.*}, {@code layer1.0.conv1} and so on. */
final class ResidualBackbone {
  private ResidualBackbone() {}

  /** {@return the stages, finest first} */
  static List<Stage> build(Residual spec, NetworkGraph.Builder graph) {
    Shape input = graph.input();
    int stages = spec.channels().size();
    int coarsest = 1 << stages;
    if (input.height() % coarsest != 0 || input.width() % coarsest != 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a residual network of %d stages needs an input whose sides are multiples of %d"
                  + " pixels, got %dx%d (rows x columns)",
              stages,
              coarsest,
              input.height(),
              input.width()));
    }
    List<Stage> outputs = new ArrayList<>();
    ConvBlocks.convBnRelu(graph, "stem", spec.channels().get(0), 2);
    for (int s = 0; s < stages; s++) {
      for (int b = 0; b < SpecCheck.at(spec.blocks(), s); b++) {
        String name = "layer" + (s + 1) + "." + b;
        boolean halves = s > 0 && b == 0;
        ConvBlocks.basicBlock(graph, name, spec.channels().get(s), halves ? 2 : 1, halves);
      }
      outputs.add(new Stage(graph.last(), 2 << s));
    }
    return outputs;
  }
}
