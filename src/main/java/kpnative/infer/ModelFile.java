package kpnative.infer;

import java.io.IOException;
import java.util.List;
import kpnative.files.FileNames;
import kpnative.weights.WeightFile;

/**
 * A weight file that replaces the jar's models, without a card.
 *
 * @param name its path, as {@link BuiltInModel#PROPERTY} gives it
 */
record ModelFile(String name) implements ModelSource {
  @Override
  public boolean isPresent() {
    return true;
  }

  @Override
  public WeightFile stored() throws IOException {
    return WeightFile.read(FileNames.path(name));
  }

  @Override
  public ModelCard card() throws IOException {
    throw new IOException(chosen() + ": no card: the built-in models are not used");
  }

  @Override
  public List<String> notice() {
    return List.of("weights: " + name + " (-D" + BuiltInModel.PROPERTY + ")");
  }

  private String chosen() {
    return "-D" + BuiltInModel.PROPERTY + "=" + name;
  }
}
