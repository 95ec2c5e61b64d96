package kpnative.network;

/**
 * Counts the multiply-adds of each layer for one image; only convolutions, fully connected layers,
 * shape models and the features at keypoints count.
 */
final class LayerWork implements LayerReader<LayerWork.Shapes, Long> {
  /** The shapes of a node's first input and of its output, without the batch. */
  record Shapes(Shape in, Shape out) {}

  @Override
  public Long conv(Layer.Conv layer, Shapes shapes) {
    long each = (long) layer.kernel() * layer.kernel() * (shapes.in().channels() / layer.groups());
    return Math.multiplyExact(each, shapes.out().elements());
  }

  @Override
  public Long linear(Layer.Linear layer, Shapes shapes) {
    return (long) shapes.in().elements() * layer.out();
  }

  @Override
  public Long batchNorm(Layer.BatchNorm layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long relu(Layer.Relu layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long maxPool(Layer.MaxPool layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long averagePool(Layer.AveragePool layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long globalAveragePool(Layer.GlobalAveragePool layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long flatten(Layer.Flatten layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long add(Layer.Add layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long concat(Layer.Concat layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long cells(Layer.Cells layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long upsample(Layer.Upsample layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long softArgmax(Layer.SoftArgmax layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long pointFeatures(Layer.PointFeatures layer, Shapes shapes) {
    return Math.multiplyExact((long) shapes.in().elements(), shapes.out().channels());
  }

  @Override
  public Long argmax(Layer.Argmax layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long gridPoints(Layer.GridPoints layer, Shapes shapes) {
    return 0L;
  }

  @Override
  public Long shapeBasis(Layer.ShapeBasis layer, Shapes shapes) {
    return (long) shapes.in().elements() * layer.out();
  }
}
