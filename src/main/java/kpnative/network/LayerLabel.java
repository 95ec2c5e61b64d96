package kpnative.network;

/** What the layer table calls each layer; the context says nothing more. */
final class LayerLabel implements Layer.Reader<Shape, String> {
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
    return label.toString();
  }

  @Override
  public String globalAveragePool(Layer.GlobalAveragePool layer, Shape in) {
    return "average pool";
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
  public String upsample(Layer.Upsample layer, Shape in) {
    return "upsample x" + layer.factor() + " nearest";
  }

  @Override
  public String softArgmax(Layer.SoftArgmax layer, Shape in) {
    return "soft-argmax";
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
