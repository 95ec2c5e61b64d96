package kpnative.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.Dataset;
import kpnative.data.Split;
import kpnative.keypoints.KeypointSchema;
import kpnative.recipe.Recipe;

/** The faces that a training learns from and validates on. */
public final class TrainingFaces {
  private TrainingFaces() {}

  /**
   * Refuses a recipe that cannot learn from faces of this schema.
   *
   * @throws IllegalArgumentException if the schema lacks its groups, or mirror pairs where it flips
   */
  public static void check(Recipe recipe, KeypointSchema schema) {
    recipe.keypointIndices(schema);
    if (recipe.augment().needsMirror() && schema.mirror().isEmpty()) {
      throw new IllegalArgumentException(
          "augment.flip needs a schema with mirror pairs, and "
              + schema
              + " has none: --set augment.flip.p=0");
    }
  }

  /** {@return the faces to learn from and to validate on, as recipe and settings say} */
  public static Split split(Recipe recipe, RunSettings settings, Consumer<String> notes)
      throws IOException {
    Optional<Path> exclude =
        settings.exclude().isEmpty() ? Optional.empty() : Optional.of(Path.of(settings.exclude()));
    return split(recipe, settings.data(), exclude, notes);
  }

  /**
   * {@return the faces that a training would learn from and validate on}
   *
   * @param data specifications as {@code --data} takes them; none for the recipe's synthetic faces
   * @param exclude a list of photographs to leave out
   * @param notes hears of what was skipped, a line each
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a side would be empty
   */
  public static Split split(
      Recipe recipe, List<String> data, Optional<Path> exclude, Consumer<String> notes)
      throws IOException {
    Dataset all = recipe.read(data, exclude, notes);
    return recipe.data().split().apply(all, recipe.train().seed());
  }
}
