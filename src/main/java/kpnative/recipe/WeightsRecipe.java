package kpnative.recipe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.files.FileNames;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorSpec;
import kpnative.text.SpecTree;
import kpnative.weights.WeightFile;

/**
 * What a recipe takes over from the detector that its training begins with, where it says nothing
 * else: the input, the codec and the network, and the loss that this network was trained with. The
 * network is taken whole, or all but its head: a recipe that says more of a network has its own.
 */
final class WeightsRecipe {
  private static final List<String> TAKEN = List.of("input", "codec", "network");

  private WeightsRecipe() {}

  /**
   * {@return the sections of a recipe; empty if there are no weights, or they are not a detector's}
   * Weights that are not there are for the training to report.
   *
   * @param from as {@code train.pretrained}
   * @param over the recipe's own keys
   * @throws IOException if the file is damaged
   */
  static Optional<SpecTree> of(String from, List<SpecTree> over) throws IOException {
    Optional<SpecTree> taken = of(from);
    boolean ownNetwork =
        over.stream()
            .map(tree -> tree.root().path("network"))
            .anyMatch(network -> network.size() > (network.has("head") ? 1 : 0));
    if (ownNetwork) {
      taken.ifPresent(tree -> tree.root().remove("network"));
    }
    return taken;
  }

  private static Optional<SpecTree> of(String from) throws IOException {
    if (from.isEmpty()) {
      return Optional.empty();
    }
    Optional<BuiltInModel> model = BuiltInModel.of(from);
    if (model.isPresent()) {
      return model.get().isPresent()
          ? of(model.get().stored(), model.get().name())
          : Optional.empty();
    }
    try {
      Path file = FileNames.path(from);
      return Files.isRegularFile(file)
          ? of(WeightFile.read(file), FileNames.text(file))
          : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private static Optional<SpecTree> of(WeightFile file, String name) throws IOException {
    if (!file.metadata().containsKey(DetectorSpec.KEY)) {
      return Optional.empty();
    }
    String spec = DetectorSpec.of(file.metadata(), name).toJson();
    SpecTree taken = SpecTree.read(spec, name);
    taken.root().retain(TAKEN);
    String trainedWith = file.metadata().get(DetectorSpec.RECIPE_KEY);
    if (trainedWith != null
        && SpecTree.read(trainedWith, name).root().get("loss") instanceof ObjectNode loss) {
      taken.root().set("loss", loss);
    }
    return Optional.of(taken);
  }
}
