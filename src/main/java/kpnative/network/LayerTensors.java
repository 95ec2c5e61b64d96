package kpnative.network;

import java.util.List;
import kpnative.network.NetworkGraph.Slot;

/** The tensors that each layer holds, for its first input's shape; names are the layer's own. */
final class LayerTensors implements Layer.Reader<Shape, List<Slot>> {
  @Override
  public List<Slot> conv(Layer.Conv layer, Shape in) {
    int channels = in.channels() / layer.groups();
    long fanIn = (long) channels * layer.kernel() * layer.kernel();
    return weightAndBias(
        List.of(layer.out(), channels, layer.kernel(), layer.kernel()), fanIn, layer.bias());
  }

  @Override
  public List<Slot> batchNorm(Layer.BatchNorm layer, Shape in) {
    List<Integer> shape = List.of(in.channels());
    return List.of(
        new Slot("weight", shape, Slot.Role.SCALE, 0),
        new Slot("bias", shape, Slot.Role.SHIFT, 0),
        new Slot("running_mean", shape, Slot.Role.RUNNING_MEAN, 0),
        new Slot("running_var", shape, Slot.Role.RUNNING_VARIANCE, 0));
  }

  @Override
  public List<Slot> relu(Layer.Relu layer, Shape in) {
    return List.of();
  }

  @Override
  public List<Slot> maxPool(Layer.MaxPool layer, Shape in) {
    return List.of();
  }

  @Override
  public List<Slot> averagePool(Layer.AveragePool layer, Shape in) {
    return List.of();
  }

  @Override
  public List<Slot> globalAveragePool(Layer.GlobalAveragePool layer, Shape in) {
    return List.of();
  }

  @Override
  public List<Slot> flatten(Layer.Flatten layer, Shape in) {
    return List.of();
  }

  @Override
  public List<Slot> linear(Layer.Linear layer, Shape in) {
    return weightAndBias(List.of(layer.out(), in.elements()), in.elements(), layer.bias());
  }

  @Override
  public List<Slot> add(Layer.Add layer, Shape in) {
    return List.of();
  }

  @Override
  public List<Slot> concat(Layer.Concat layer, Shape in) {
    return List.of();
  }

  @Override
  public List<Slot> upsample(Layer.Upsample layer, Shape in) {
    return List.of();
  }

  @Override
  public List<Slot> softArgmax(Layer.SoftArgmax layer, Shape in) {
    return List.of();
  }

  @Override
  public List<Slot> argmax(Layer.Argmax layer, Shape in) {
    return List.of();
  }

  @Override
  public List<Slot> gridPoints(Layer.GridPoints layer, Shape in) {
    return layer.neighbours() == 0
        ? List.of()
        : List.of(constant("neighbours", layer.keypoints(), layer.neighbours()));
  }

  @Override
  public List<Slot> shapeBasis(Layer.ShapeBasis layer, Shape in) {
    return List.of(
        constant("mean", layer.out()),
        constant("basis", layer.out(), in.elements()),
        constant("variance", in.elements()));
  }

  private static Slot constant(String name, Integer... shape) {
    return new Slot(name, List.of(shape), Slot.Role.CONSTANT, 0);
  }

  private static List<Slot> weightAndBias(List<Integer> shape, long fanIn, boolean bias) {
    Slot weight = new Slot("weight", shape, Slot.Role.WEIGHT, fanIn);
    return bias
        ? List.of(weight, new Slot("bias", List.of(shape.get(0)), Slot.Role.BIAS, fanIn))
        : List.of(weight);
  }
}
