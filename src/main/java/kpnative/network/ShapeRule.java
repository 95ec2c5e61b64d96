package kpnative.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Infers the output shape of each layer from its input shapes. Error messages do not name the node;
 * the caller adds it.
 */
final class ShapeRule implements LayerReader<List<Shape>, Shape> {
  @Override
  public Shape conv(Layer.Conv layer, List<Shape> inputs) {
    Shape in = maps(inputs);
    if (in.channels() % layer.groups() != 0) {
      throw new IllegalArgumentException(
          layer.groups() + " groups do not divide " + in.channels() + " input channels");
    }
    return Shape.maps(
        layer.out(),
        windows(in.height(), in, layer.kernel(), layer.stride(), layer.padding()),
        windows(in.width(), in, layer.kernel(), layer.stride(), layer.padding()));
  }

  @Override
  public Shape batchNorm(Layer.BatchNorm layer, List<Shape> inputs) {
    return maps(inputs);
  }

  @Override
  public Shape relu(Layer.Relu layer, List<Shape> inputs) {
    return one(inputs);
  }

  @Override
  public Shape maxPool(Layer.MaxPool layer, List<Shape> inputs) {
    Shape in = maps(inputs);
    return Shape.maps(
        in.channels(),
        windows(in.height(), in, layer.kernel(), layer.stride(), layer.padding()),
        windows(in.width(), in, layer.kernel(), layer.stride(), layer.padding()));
  }

  @Override
  public Shape averagePool(Layer.AveragePool layer, List<Shape> inputs) {
    Shape in = maps(inputs);
    return Shape.maps(
        in.channels(),
        windows(in.height(), in, layer.kernel(), layer.kernel(), 0),
        windows(in.width(), in, layer.kernel(), layer.kernel(), 0));
  }

  @Override
  public Shape globalAveragePool(Layer.GlobalAveragePool layer, List<Shape> inputs) {
    return Shape.numbers(maps(inputs).channels());
  }

  @Override
  public Shape flatten(Layer.Flatten layer, List<Shape> inputs) {
    return Shape.numbers(maps(inputs).elements());
  }

  @Override
  public Shape linear(Layer.Linear layer, List<Shape> inputs) {
    Shape in = one(inputs);
    if (in.isMaps()) {
      throw new IllegalArgumentException(
          "needs a vector [N], got maps " + in + "; add a flatten layer before it");
    }
    return Shape.numbers(layer.out());
  }

  @Override
  public Shape add(Layer.Add layer, List<Shape> inputs) {
    requireInputs(inputs, 2);
    if (!inputs.get(0).equals(inputs.get(1))) {
      throw new IllegalArgumentException(
          "cannot add " + inputs.get(0) + " and " + inputs.get(1) + ": the shapes must agree");
    }
    return inputs.get(0);
  }

  @Override
  public Shape concat(Layer.Concat layer, List<Shape> inputs) {
    if (inputs.size() < 2) {
      throw new IllegalArgumentException("needs at least 2 inputs, got " + inputs.size());
    }
    Shape first = inputs.get(0);
    int channels = 0;
    for (Shape s : inputs) {
      List<Integer> rest = new ArrayList<>(s.sizes());
      rest.set(0, first.channels());
      if (!rest.equals(first.sizes())) {
        throw new IllegalArgumentException(
            "cannot concatenate " + first + " and " + s + ": rows and columns must agree");
      }
      channels = Math.addExact(channels, s.channels());
    }
    List<Integer> sizes = new ArrayList<>(first.sizes());
    sizes.set(0, channels);
    return new Shape(sizes);
  }

  @Override
  public Shape cells(Layer.Cells layer, List<Shape> inputs) {
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("needs at least 1 input, got none");
    }
    int numbers = 0;
    for (Shape s : inputs) {
      numbers = Math.addExact(numbers, maps(List.of(s)).elements());
    }
    return Shape.numbers(numbers);
  }

  @Override
  public Shape upsample(Layer.Upsample layer, List<Shape> inputs) {
    Shape in = maps(inputs);
    return Shape.maps(
        in.channels(),
        Math.multiplyExact(in.height(), layer.factor()),
        Math.multiplyExact(in.width(), layer.factor()));
  }

  @Override
  public Shape softArgmax(Layer.SoftArgmax layer, List<Shape> inputs) {
    return Shape.numbers(Math.multiplyExact(2, maps(inputs).channels()));
  }

  @Override
  public Shape pointFeatures(Layer.PointFeatures layer, List<Shape> inputs) {
    requireInputs(inputs, 2);
    Shape maps = maps(inputs.subList(0, 1));
    Shape features = maps(inputs.subList(1, 2));
    if (maps.height() != features.height() || maps.width() != features.width()) {
      throw new IllegalArgumentException(
          "maps " + maps + " and features " + features + " need equal rows and columns");
    }
    return Shape.maps(features.channels(), maps.channels(), 1);
  }

  @Override
  public Shape argmax(Layer.Argmax layer, List<Shape> inputs) {
    return Shape.numbers(Math.multiplyExact(2, maps(inputs).channels()));
  }

  @Override
  public Shape gridPoints(Layer.GridPoints layer, List<Shape> inputs) {
    Shape in = maps(inputs);
    if (in.channels() != layer.channels()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "needs %d maps for %d keypoints with %d neighbours, got %d",
              layer.channels(),
              layer.keypoints(),
              layer.neighbours(),
              in.channels()));
    }
    return Shape.numbers(Math.multiplyExact(2, layer.keypoints()));
  }

  @Override
  public Shape shapeBasis(Layer.ShapeBasis layer, List<Shape> inputs) {
    Shape in = one(inputs);
    if (in.isMaps() || in.elements() > layer.out()) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "needs at most %d coefficients, got %s", layer.out(), in));
    }
    return Shape.numbers(layer.out());
  }

  private static Shape one(List<Shape> inputs) {
    requireInputs(inputs, 1);
    return inputs.get(0);
  }

  private static Shape maps(List<Shape> inputs) {
    Shape in = one(inputs);
    if (!in.isMaps()) {
      throw new IllegalArgumentException("needs maps [C, H, W], got a vector of " + in);
    }
    return in;
  }

  private static void requireInputs(List<Shape> inputs, int count) {
    if (inputs.size() != count) {
      throw new IllegalArgumentException(
          "needs " + count + (count == 1 ? " input" : " inputs") + ", got " + inputs.size());
    }
  }

  private static int windows(int size, Shape in, int kernel, int stride, int padding) {
    long room = size + 2L * padding - kernel;
    if (room < 0) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "kernel %d does not fit %dx%d (rows x columns) with padding %d",
              kernel,
              in.height(),
              in.width(),
              padding));
    }
    return Math.toIntExact(room / stride + 1);
  }
}
