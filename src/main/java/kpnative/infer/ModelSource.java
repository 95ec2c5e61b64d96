package kpnative.infer;

import java.io.IOException;
import java.util.List;
import kpnative.weights.WeightFile;

/** Where a built-in model comes from; what its methods promise, {@link BuiltInModel} says. */
interface ModelSource {
  boolean isPresent();

  String name();

  WeightFile stored() throws IOException;

  ModelCard card() throws IOException;

  List<String> notice() throws IOException;
}
