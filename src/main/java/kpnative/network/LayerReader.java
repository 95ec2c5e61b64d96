package kpnative.network;

/**
 * A visitor of layers with one method per kind of layer, so that a visitor that lacks a kind does
 * not compile.
 *
 * @param <C> the context that is passed along with the layer
 * @param <R> the result
 */
public interface LayerReader<C, R> {
  /** {@return the result of the method for the layer's kind} */
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
    if (layer instanceof Layer.Cells of) {
      return cells(of, context);
    }
    if (layer instanceof Layer.Upsample of) {
      return upsample(of, context);
    }
    if (layer instanceof Layer.SoftArgmax of) {
      return softArgmax(of, context);
    }
    if (layer instanceof Layer.PointFeatures of) {
      return pointFeatures(of, context);
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

  /** {@return the result for a convolution} */
  R conv(Layer.Conv layer, C context);

  /** {@return the result for a batch normalisation} */
  R batchNorm(Layer.BatchNorm layer, C context);

  /** {@return the result for a ReLU} */
  R relu(Layer.Relu layer, C context);

  /** {@return the result for a max-pooling} */
  R maxPool(Layer.MaxPool layer, C context);

  /** {@return the result for an average-pooling} */
  R averagePool(Layer.AveragePool layer, C context);

  /** {@return the result for a global average pooling} */
  R globalAveragePool(Layer.GlobalAveragePool layer, C context);

  /** {@return the result for a flattening} */
  R flatten(Layer.Flatten layer, C context);

  /** {@return the result for a fully connected layer} */
  R linear(Layer.Linear layer, C context);

  /** {@return the result for an elementwise sum} */
  R add(Layer.Add layer, C context);

  /** {@return the result for a concatenation of channels} */
  R concat(Layer.Concat layer, C context);

  /** {@return the result for pixels written after each other} */
  R cells(Layer.Cells layer, C context);

  /** {@return the result for an upsampling} */
  R upsample(Layer.Upsample layer, C context);

  /** {@return the result for a soft-argmax} */
  R softArgmax(Layer.SoftArgmax layer, C context);

  /** {@return the result for the features at each keypoint} */
  R pointFeatures(Layer.PointFeatures layer, C context);

  /** {@return the result for an argmax} */
  R argmax(Layer.Argmax layer, C context);

  /** {@return the result for the decoding of a grid} */
  R gridPoints(Layer.GridPoints layer, C context);

  /** {@return the result for a PCA shape model} */
  R shapeBasis(Layer.ShapeBasis layer, C context);
}
