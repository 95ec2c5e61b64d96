package kpnative.network;

/**
 * What one reader of a graph does with each kind of layer: a case for each, so that a reader that
 * lacks one does not compile.
 *
 * @param <C> what a case is told beside the layer
 * @param <R> what a case gives
 */
public interface LayerReader<C, R> {
  /** {@return what this reader's case for the layer's kind gives} */
  default R read(Layer layer, C context) {
    if (layer instanceof Layer.Conv of) {
      return conv(of, context);
    }
    if (layer instanceof Layer.BatchNorm of) {
      return batchNorm(of, context);
    }
    if (layer instanceof Layer.Relu of) {
      return relu(of, context);
    }
    if (layer instanceof Layer.MaxPool of) {
      return maxPool(of, context);
    }
    if (layer instanceof Layer.AveragePool of) {
      return averagePool(of, context);
    }
    if (layer instanceof Layer.GlobalAveragePool of) {
      return globalAveragePool(of, context);
    }
    if (layer instanceof Layer.Flatten of) {
      return flatten(of, context);
    }
    if (layer instanceof Layer.Linear of) {
      return linear(of, context);
    }
    if (layer instanceof Layer.Add of) {
      return add(of, context);
    }
    if (layer instanceof Layer.Concat of) {
      return concat(of, context);
    }
    if (layer instanceof Layer.Upsample of) {
      return upsample(of, context);
    }
    if (layer instanceof Layer.SoftArgmax of) {
      return softArgmax(of, context);
    }
    if (layer instanceof Layer.Argmax of) {
      return argmax(of, context);
    }
    if (layer instanceof Layer.GridPoints of) {
      return gridPoints(of, context);
    }
    if (layer instanceof Layer.ShapeBasis of) {
      return shapeBasis(of, context);
    }
    throw new AssertionError("a layer of unknown kind: " + layer);
  }

  /** A convolution. */
  R conv(Layer.Conv layer, C context);

  /** Batch normalisation. */
  R batchNorm(Layer.BatchNorm layer, C context);

  /** Rectification. */
  R relu(Layer.Relu layer, C context);

  /** Maximum of windows. */
  R maxPool(Layer.MaxPool layer, C context);

  /** Mean of windows. */
  R averagePool(Layer.AveragePool layer, C context);

  /** Mean of each map. */
  R globalAveragePool(Layer.GlobalAveragePool layer, C context);

  /** Maps to numbers. */
  R flatten(Layer.Flatten layer, C context);

  /** A fully connected layer. */
  R linear(Layer.Linear layer, C context);

  /** A sum of inputs. */
  R add(Layer.Add layer, C context);

  /** Inputs behind one another. */
  R concat(Layer.Concat layer, C context);

  /** Enlargement. */
  R upsample(Layer.Upsample layer, C context);

  /** Maps to coordinates, by expectation. */
  R softArgmax(Layer.SoftArgmax layer, C context);

  /** Maps to coordinates, by their highest places. */
  R argmax(Layer.Argmax layer, C context);

  /** A grid's scores and offsets to coordinates. */
  R gridPoints(Layer.GridPoints layer, C context);

  /** Coefficients of a shape to coordinates. */
  R shapeBasis(Layer.ShapeBasis layer, C context);
}
