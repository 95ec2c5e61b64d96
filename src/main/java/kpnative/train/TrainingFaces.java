package kpnative.train;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.Dataset;
import kpnative.data.Split;
import kpnative.data.UnreadablePictures;
import kpnative.face.FaceFinders;
import kpnative.keypoints.KeypointSchema;
import kpnative.measure.FoundBoxes;
import kpnative.recipe.DataSettings;
import kpnative.recipe.Recipe;

/** Reads and splits the faces of a training. */
public final class TrainingFaces {
  private TrainingFaces() {}

  /**
   * {@return the recipe, without flips where it begins with given weights and the schema has no
   * mirror pairs} What is fine-tuned are a user's own points more often than not.
   *
   * @param notes receives a line if so
   */
  static Recipe fitting(Recipe recipe, KeypointSchema schema, Consumer<String> notes) {
    if (!recipe.augment().needsMirror()
        || schema.mirror().isPresent()
        || recipe.train().pretrained().isEmpty()) {
      return recipe;
    }
    notes.accept("no picture is mirrored in training: " + schema + " has no mirror pairs");
    return recipe.withoutFlips();
  }

  /**
   * Checks that a recipe can be trained on faces of this schema.
   *
   * @throws IllegalArgumentException if the schema lacks a group of the recipe, or lacks mirror
   *     pairs and the recipe flips
   */
  public static void check(Recipe recipe, KeypointSchema schema) {
    recipe.keypointIndices(schema);
    if (recipe.augment().needsMirror() && schema.mirror().isEmpty()) {
      throw new IllegalArgumentException(
          "augment.flip needs a schema with mirror pairs, but "
              + schema
              + " has none; use --set augment.flip.p=0");
    }
  }

  /** {@return the training and validation faces of a recipe and a run's settings} */
  public static Split split(Recipe recipe, RunSettings settings, Consumer<String> notes)
      throws IOException {
    return split(recipe, settings.data(), settings.excludeList(), notes);
  }

  /**
   * {@return the training and validation faces of a recipe} Faces whose annotation is at fault are
   * left out: counted with {@code data.on_error=skip}, otherwise noted.
   *
   * @param data specifications as {@code --data} takes them; empty for the recipe's synthetic faces
   * @param exclude a list of photographs to leave out
   * @param notes receives one line for each item that is skipped
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if a side of the split would be empty
   */
  public static Split split(
      Recipe recipe, List<String> data, Optional<Path> exclude, Consumer<String> notes)
      throws IOException {
    return split(recipe, data, exclude, notes, recipe.data().unreadable(notes));
  }

  /**
   * {@return the training and validation faces of a recipe, as {@link #split(Recipe, List,
   * Optional, Consumer)}}
   *
   * @param unreadable what faces at fault do, instead of the recipe's policy; see {@link
   *     Recipe#read(List, Optional, Consumer, UnreadablePictures)}
   */
  public static Split split(
      Recipe recipe,
      List<String> data,
      Optional<Path> exclude,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    Dataset all = recipe.read(data, exclude, notes, unreadable);
    if (recipe.data().boxes() == DataSettings.Boxes.FOUND) {
      all =
          new Dataset(
              all.schema(), FoundBoxes.of(all.faces(), FaceFinders.builtIn(), unreadable, notes));
    }
    return recipe.data().split().apply(all, recipe.train().seed());
  }
}
