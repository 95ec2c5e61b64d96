package kpnative.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.augment.Randomness;
import kpnative.data.AnnotatedFace;
import kpnative.data.Dataset;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.Augmenting;
import kpnative.data.load.EpochOrder;
import kpnative.draw.FaceOverlay;
import kpnative.image.InputFormat;
import kpnative.recipe.Recipe;
import kpnative.train.TrainingFaces;

/**
 * The first faces of a recipe's training, with everything that turns them into samples.
 *
 * @param recipe the training's
 * @param train the training split of the data
 * @param order the faces of the first epoch's first samples, by index
 * @param sampler from faces to samples
 * @param augmenting the training's augmentation
 * @param unreadable how pictures that cannot be read are handled
 */
public record PreviewFaces(
    Recipe recipe,
    Dataset train,
    int[] order,
    FaceSampler sampler,
    Augmenting augmenting,
    UnreadablePictures unreadable) {

  /** Reads the faces; parameters and errors as for {@link SamplePreview#of}. */
  public static PreviewFaces of(
      Recipe recipe,
      List<String> data,
      Optional<Path> exclude,
      int count,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    Dataset train = TrainingFaces.split(recipe, data, exclude, notes, unreadable).train();
    TrainingFaces.check(recipe, train.schema());
    int[] indices = recipe.keypointIndices(train.schema());
    Randomness randomness = new Randomness(recipe.train().seed());
    return new PreviewFaces(
        recipe,
        train,
        EpochOrder.shuffled(train.size(), count, randomness, 0),
        new FaceSampler(recipe.input(), recipe.box(), train.schema(), indices, recipe.codec()),
        new Augmenting(recipe.augment(), randomness),
        unreadable);
  }

  AnnotatedFace face(int index) {
    return train.faces().get(index);
  }

  /** {@return an overlay of the learned keypoints} */
  public FaceOverlay overlay() {
    return FaceOverlay.of(train.schema(), sampler.indices());
  }

  /** {@return the name of a face's picture, without its folders} */
  public String fileName(int index) {
    String name = face(index).picture().name();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  /** {@return recipe, seed, input and data on one line, for the head of a sheet} */
  public String title() {
    InputFormat input = recipe.input();
    return String.format(
        Locale.ROOT,
        "%s, seed %d: %d x %d %s, %d training faces (%s)",
        recipe.name(),
        recipe.train().seed(),
        input.width(),
        input.height(),
        input.channels().name().toLowerCase(Locale.ROOT),
        train.size(),
        train.schema());
  }
}
