package kpnative.network;

import java.util.List;

/**
 * Lists the tensors that each layer holds, given the shape of its first input. Names are relative
 * to the node.
 */
final class LayerTensors implements LayerReader<Shape, List<TensorSlot>> {
  @Override
  public List<TensorSlot> conv(Layer.Conv layer, Shape in) {
    int channels = in.channels() / layer.groups();
    long fanIn = (long) channels * layer.kernel() * layer.kernel();
    return weightAndBias(
        List.of(layer.out(), channels, layer.kernel(), layer.kernel()), fanIn, layer.bias());
  }

  @Override
  public List<TensorSlot> batchNorm(Layer.BatchNorm layer, Shape in) {
    List<Integer> shape = List.of(in.channels());
    return List.of(
        new TensorSlot("weight", shape, TensorSlot.Role.SCALE, 0),
        new TensorSlot("bias", shape, TensorSlot.Role.SHIFT, 0),
        new TensorSlot("running_mean", shape, TensorSlot.Role.RUNNING_MEAN, 0),
        new TensorSlot("running_var", shape, TensorSlot.Role.RUNNING_VARIANCE, 0));
  }

  @Override
  public List<TensorSlot> relu(Layer.Relu layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> maxPool(Layer.MaxPool layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> averagePool(Layer.AveragePool layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> globalAveragePool(Layer.GlobalAveragePool layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> flatten(Layer.Flatten layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> linear(Layer.Linear layer, Shape in) {
    return weightAndBias(List.of(layer.out(), in.elements()), in.elements(), layer.bias());
  }

  @Override
  public List<TensorSlot> add(Layer.Add layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> concat(Layer.Concat layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> cells(Layer.Cells layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> upsample(Layer.Upsample layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> softArgmax(Layer.SoftArgmax layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> pointFeatures(Layer.PointFeatures layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> argmax(Layer.Argmax layer, Shape in) {
    return List.of();
  }

  @Override
  public List<TensorSlot> gridPoints(Layer.GridPoints layer, Shape in) {
    return layer.neighbours() == 0
        ? List.of()
        : List.of(constant("neighbours", layer.keypoints(), layer.neighbours()));
  }

  @Override
  public List<TensorSlot> shapeBasis(Layer.ShapeBasis layer, Shape in) {
    return List.of(
        constant("mean", layer.out()),
        constant("basis", layer.out(), in.elements()),
        constant("variance", in.elements()));
  }

  private static TensorSlot constant(String name, Integer... shape) {
    return new TensorSlot(name, List.of(shape), TensorSlot.Role.CONSTANT, 0);
  }

  private static List<TensorSlot> weightAndBias(List<Integer> shape, long fanIn, boolean bias) {
    TensorSlot weight = new TensorSlot("weight", shape, TensorSlot.Role.WEIGHT, fanIn);
    return bias
        ? List.of(
            weight, new TensorSlot("bias", List.of(shape.get(0)), TensorSlot.Role.BIAS, fanIn))
        : List.of(weight);
  }
}
