package kpnative.network;

/** Labels each layer for the layer table; the context is the shape of its first input. */
final class LayerLabel implements LayerReader<Shape, String> {
  @Override
  public String conv(Layer.Conv layer, Shape in) {
    StringBuilder label = new StringBuilder("conv " + square(layer.kernel()));
    append(label, layer.stride() > 1, " stride " + layer.stride());
    append(label, layer.padding() > 0, " pad " + layer.padding());
    append(label, layer.groups() > 1, " groups " + layer.groups());
    return label.toString();
  }

  @Override
  public String batchNorm(Layer.BatchNorm layer, Shape in) {
    return "batch norm";
  }

  @Override
  public String relu(Layer.Relu layer, Shape in) {
    return "relu";
  }

  @Override
  public String maxPool(Layer.MaxPool layer, Shape in) {
    StringBuilder label = new StringBuilder("max pool " + square(layer.kernel()));
    append(label, layer.stride() != layer.kernel(), " stride " + layer.stride());
    append(label, layer.padding() > 0, " pad " + layer.padding());
    return label.toString();
  }

  @Override
  public String averagePool(Layer.AveragePool layer, Shape in) {
    return "average pool " + square(layer.kernel());
  }

  @Override
  public String globalAveragePool(Layer.GlobalAveragePool layer, Shape in) {
    return "global average pool";
  }

  @Override
  public String flatten(Layer.Flatten layer, Shape in) {
    return "flatten";
  }

  @Override
  public String linear(Layer.Linear layer, Shape in) {
    return "linear " + in.elements() + "-" + layer.out();
  }

  @Override
  public String add(Layer.Add layer, Shape in) {
    return "add";
  }

  @Override
  public String concat(Layer.Concat layer, Shape in) {
    return "concat";
  }

  @Override
  public String cells(Layer.Cells layer, Shape in) {
    return "cells";
  }

  @Override
  public String upsample(Layer.Upsample layer, Shape in) {
    return "upsample x" + layer.factor() + " nearest";
  }

  @Override
  public String softArgmax(Layer.SoftArgmax layer, Shape in) {
    return "soft-argmax";
  }

  @Override
  public String pointFeatures(Layer.PointFeatures layer, Shape in) {
    return "features at " + in.channels() + " points";
  }

  @Override
  public String argmax(Layer.Argmax layer, Shape in) {
    return switch (layer.refinement()) {
      case NONE -> "argmax";
      case QUARTER -> "argmax, quarter pixel";
      case DARK -> "argmax, DARK";
    };
  }

  @Override
  public String gridPoints(Layer.GridPoints layer, Shape in) {
    return "grid, " + layer.neighbours() + " neighbours";
  }

  @Override
  public String shapeBasis(Layer.ShapeBasis layer, Shape in) {
    return "PCA shape, " + in.elements() + " coefficients";
  }

  private static String square(int side) {
    return side + "x" + side;
  }

  private static void append(StringBuilder label, boolean condition, String text) {
    if (condition) {
      label.append(text);
    }
  }
}
