package kpnative.finder;

import java.util.ArrayList;
import java.util.List;
import kpnative.geometry.Size;
import kpnative.network.Layer;
import kpnative.network.NetworkGraph;
import kpnative.network.Shape;

/*
 * A backbone of depthwise separable residual blocks (Howard et al. 2017, arXiv 1704.04861; the shortcut as
 * He et al. 2016), a top-down path (Lin et al. 2017, arXiv 1612.03144), and for each of three strides one
 * more block and a 1 x 1 convolution that answers in every cell. At stride 32 the depthwise kernels are
 * 5 x 5: a face may fill the picture, and what must be seen of it is then 15 cells wide.
 */
/**
 * The finder's network: a color picture {@code [3, H, W]} to {@link CellGrid#VALUES} numbers in
 * each cell of three grids.
 */
public final class FinderNetwork {
  private static final int[] BACKBONE_STRIDES = {4, 8, 16, 32};
  private static final int COLORS = 3;

  private final NetworkGraph.Builder graph;
  private int channels; // of the node added last

  private FinderNetwork(NetworkGraph.Builder graph) {
    this.graph = graph;
  }

  /**
   * {@return the network for inputs of one size; its tensors are the same for every size}
   *
   * @param input sides are multiples of 32 pixels
   */
  public static NetworkGraph of(FinderShape shape, Size input) {
    CellGrid.requireInput(input);
    NetworkGraph.Builder graph =
        NetworkGraph.builder(Shape.maps(COLORS, input.height(), input.width()));
    new FinderNetwork(graph).build(shape);
    return graph.build();
  }

  /** {@return the name of the layer that answers at a stride} */
  public static String answer(int stride) {
    return "answer" + stride;
  }

  private void build(FinderShape shape) {
    // half of all numbers are here: a batch normalisation would cost a sixth of a training's time
    graph.add("stem.conv", new Layer.Conv(shape.stem(), 3, 2, 1, true));
    graph.add("stem.relu", new Layer.Relu());
    channels = shape.stem();
    List<String> stages = new ArrayList<>();
    List<Integer> widths = shape.channels();
    for (int s = 0; s < BACKBONE_STRIDES.length; s++) {
      String name = "stage" + BACKBONE_STRIDES[s];
      separable(name + ".down", widths.get(s), 3, 2);
      int kernel = BACKBONE_STRIDES[s] == 32 ? 5 : 3;
      for (int b = 0; b < shape.blocks().get(s); b++) {
        separable(name + "." + b, widths.get(s), kernel, 1);
      }
      stages.add(graph.last());
    }
    int[] strides = CellGrid.strides();
    String[] answers = new String[strides.length];
    String coarser = "";
    for (int i = strides.length - 1; i >= 0; i--) {
      int stage = BACKBONE_STRIDES.length - strides.length + i;
      channels = widths.get(stage);
      lateral(strides[i], stages.get(stage), coarser, shape.neck());
      separable("neck" + strides[i], shape.neck(), 3, 1);
      coarser = graph.last();
      answers[i] =
          graph.add(answer(strides[i]), new Layer.Conv(CellGrid.VALUES, 1, 1, 0, true), coarser);
      if (i > 0) {
        coarser = graph.add("up" + strides[i], new Layer.Upsample(2), coarser);
      }
    }
    graph.add("cells", new Layer.Cells(), answers);
  }

  /** Adds a stage's features, made as wide as the neck, to those of the coarser stride. */
  private void lateral(int stride, String stage, String coarser, int width) {
    String name = "lateral" + stride;
    graph.add(name + ".conv", new Layer.Conv(width, 1, 1, 0, false), stage);
    channels = width;
    String last = graph.add(name + ".bn", Layer.BatchNorm.DEFAULT);
    if (!coarser.isEmpty()) {
      last = graph.add(name + ".add", new Layer.Add(), last, coarser);
    }
    graph.add(name + ".relu", new Layer.Relu(), last);
  }

  /**
   * A depthwise and a 1 x 1 convolution with nothing between them (as Chollet 2017, arXiv
   * 1610.02357, found best), and a shortcut where the shapes agree.
   */
  private void separable(String name, int out, int kernel, int stride) {
    String input = graph.last();
    boolean shortcut = stride == 1 && channels == out;
    graph.add(
        name + ".each", new Layer.Conv(channels, kernel, stride, kernel / 2, channels, false));
    graph.add(name + ".mix", new Layer.Conv(out, 1, 1, 0, false));
    graph.add(name + ".bn", Layer.BatchNorm.DEFAULT);
    channels = out;
    if (shortcut) {
      graph.add(name + ".add", new Layer.Add(), graph.last(), input);
    }
    graph.add(name + ".relu", new Layer.Relu());
  }
}
