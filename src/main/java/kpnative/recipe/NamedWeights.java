package kpnative.recipe;

import kpnative.files.FileNames;
import kpnative.infer.BuiltInModel;

/** What a recipe calls weights: a file's path, or a built-in model. */
final class NamedWeights {
  private NamedWeights() {}

  /**
   * {@return the same weights, of whatever current folder and build} The default built-in model
   * becomes the one that it is, as another build may have another default.
   */
  static String absolute(String name) {
    String named = BuiltInModel.of(name).map(BuiltInModel::name).orElse(name);
    return BuiltInModel.of(named).isPresent()
        ? named
        : FileNames.text(FileNames.path(named).toAbsolutePath());
  }
}
