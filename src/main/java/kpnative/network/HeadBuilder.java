package kpnative.network;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import kpnative.network.Layer.Conv;

/**
 * Builds a head on a backbone's stages.
 *
 * <p>Node names: {@code avgpool} and {@code fc} as in torchvision, or {@code fc1}, {@code fc2},
 * ...; in a decoder {@code neck.*}, then {@code lateralN}, {@code mergeN} and {@code smoothN.*} at
 * the size of stage N; {@code head} outputs the maps; {@code visibility} and {@code visibility.*}
 * tell whether each keypoint can be seen; {@code coordinates} is the last layer.
 */
final class HeadBuilder {
  /** What is kept of each keypoint's features, and of all keypoints' together. */
  private static final int POINT_FEATURES = 32;

  private static final int FACE_FEATURES = 128;

  private final List<Stage> stages; // finest first
  private final int keypoints;
  private final NetworkGraph.Builder graph;

  private HeadBuilder(List<Stage> stages, int keypoints, NetworkGraph.Builder graph) {
    this.stages = stages;
    this.keypoints = keypoints;
    this.graph = graph;
  }

  static void build(HeadSpec spec, List<Stage> stages, int keypoints, NetworkGraph.Builder graph) {
    graph.beginHead();
    HeadBuilder builder = new HeadBuilder(stages, keypoints, graph);
    if (spec instanceof HeadSpec.FullyConnected fc) {
      builder.fullyConnected(fc);
    } else if (spec instanceof HeadSpec.Pca pca) {
      builder.pca(pca);
    } else if (spec instanceof HeadSpec.Grid grid) {
      builder.grid(grid);
    } else if (spec instanceof HeadSpec.Maps maps) {
      builder.maps(maps);
    } else {
      throw new IllegalArgumentException("a head of unknown kind: " + spec);
    }
  }

  /** Adds a convolution to one map per keypoint, and the layer that decodes the maps. */
  static void addMaps(int keypoints, int kernel, MapReading reading, NetworkGraph.Builder graph) {
    graph.add("coordinates", reading.layer(), addMaps(keypoints, kernel, reading.form(), graph));
  }

  private static String addMaps(
      int keypoints, int kernel, MapForm form, NetworkGraph.Builder graph) {
    // a softmax over the map would cancel a bias
    boolean bias = form == MapForm.PEAKS;
    return graph.add("head", new Conv(keypoints, kernel, 1, kernel / 2, bias));
  }

  /*
   * What hides a point mostly hides its neighbours, too, and all of a face's far side is hidden
   * together. So each point's features are reduced alike, and then seen together.
   */
  /** Adds the logits of the keypoints' being visible, from the features where each was found. */
  private void addVisibility(String maps, String features, String texture) {
    String wide = graph.add("visibility.features", new Layer.PointFeatures(), maps, features);
    String fine = graph.add("visibility.texture", new Layer.PointFeatures(), maps, texture);
    graph.add("visibility.both", new Layer.Concat(), wide, fine);
    graph.add("visibility.conv", new Conv(POINT_FEATURES, 1, 1, 0, true));
    graph.add("visibility.conv_relu", new Layer.Relu());
    graph.add("visibility.flatten", new Layer.Flatten());
    graph.add("visibility.fc", new Layer.Linear(FACE_FEATURES, true));
    graph.add("visibility.fc_relu", new Layer.Relu());
    graph.add(NetworkGraph.VISIBILITY, new Layer.Linear(keypoints, true));
  }

  private void fullyConnected(HeadSpec.FullyConnected spec) {
    graph.add("avgpool", new Layer.GlobalAveragePool(), coarsest().node());
    int number = 1;
    for (int width : spec.hidden()) {
      graph.add("fc" + number, new Layer.Linear(width, true));
      graph.add("fc" + number + "_relu", new Layer.Relu());
      number++;
    }
    graph.add(
        spec.hidden().isEmpty() ? "fc" : "fc" + number, new Layer.Linear(coordinates(), true));
  }

  private void pca(HeadSpec.Pca spec) {
    graph.add("avgpool", new Layer.GlobalAveragePool(), coarsest().node());
    // at most 2K components exist; the recipe is checked before K is known
    graph.add("fc", new Layer.Linear(Math.min(spec.coefficients(), coordinates()), true));
    graph.add("coordinates", new Layer.ShapeBasis(coordinates()));
  }

  private void grid(HeadSpec.Grid spec) {
    int neighbours = Math.min(spec.neighbours(), keypoints - 1);
    Layer.GridPoints points = new Layer.GridPoints(keypoints, neighbours);
    Stage stage = stages.get(indexOf(spec.stride()));
    graph.add("head", new Conv(points.channels(), 1, 1, 0, true), stage.node());
    graph.add("coordinates", points);
  }

  private void maps(HeadSpec.Maps spec) {
    int target = indexOf(spec.stride());
    int levels = stages.size() - target;
    if (spec.channels().size() != 1 && spec.channels().size() != levels) {
      throw new IllegalArgumentException(
          "network.head.channels must have 1 value, or 1 per level from the coarsest stage"
              + String.format(
                  Locale.ROOT,
                  " to stride %d (%d levels), got %s",
                  spec.stride(),
                  levels,
                  spec.channels()));
    }
    ConvBlocks.convBnRelu(graph, "neck", SpecCheck.at(spec.channels(), 0), 1);
    for (int s = stages.size() - 2; s >= target; s--) {
      int channels = SpecCheck.at(spec.channels(), stages.size() - 1 - s);
      Stage fine = stages.get(s);
      int number = s + 1;
      String coarse =
          graph.add("up" + number, new Layer.Upsample(stages.get(s + 1).stride() / fine.stride()));
      switch (spec.skip()) {
        case ADD -> {
          int joined = SpecCheck.at(spec.channels(), stages.size() - 2 - s); // of the coarser level
          String lateral =
              graph.add("lateral" + number, new Conv(joined, 1, 1, 0, true), fine.node());
          graph.add("merge" + number, new Layer.Add(), lateral, coarse);
          ConvBlocks.convBnRelu(graph, "smooth" + number, channels, 1);
        }
        case CONCAT -> {
          graph.add("merge" + number, new Layer.Concat(), coarse, fine.node());
          ConvBlocks.convBnRelu(graph, "smooth" + number + ".0", channels, 1);
          ConvBlocks.convBnRelu(graph, "smooth" + number + ".1", channels, 1);
        }
      }
    }
    String features = graph.last();
    String maps = addMaps(keypoints, 1, spec.reading().form(), graph);
    if (spec.visibility()) {
      addVisibility(maps, features, stages.get(target).node());
    }
    graph.add("coordinates", spec.reading().layer(), maps);
  }

  private Stage coarsest() {
    return stages.get(stages.size() - 1);
  }

  private int indexOf(int stride) {
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).stride() == stride) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "network.head.stride must be one of the backbone's strides %s, got %d",
            stages.stream().map(s -> String.valueOf(s.stride())).collect(Collectors.joining(", ")),
            stride));
  }

  private int coordinates() {
    return Math.multiplyExact(2, keypoints);
  }
}
