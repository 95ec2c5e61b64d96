package kpnative.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.augment.Randomness;
import kpnative.data.AnnotatedFace;
import kpnative.data.BatchLoader;
import kpnative.data.Dataset;
import kpnative.data.EpochOrder;
import kpnative.data.FaceSampler;
import kpnative.data.PictureCache;
import kpnative.data.SampleRenderer;
import kpnative.data.SampleRenderer.Sample;
import kpnative.data.UnreadablePictures;
import kpnative.image.InputFormat;
import kpnative.train.Recipe;
import kpnative.train.Training;

/** A sheet of a recipe's training samples: what its network gets to see. */
public final class SamplePreview {
  /** The most samples on a sheet. */
  public static final int MOST = 600;

  private static final int COLUMNS = 6;

  private SamplePreview() {}

  /**
   * {@return a row of samples as they are, then {@code count} augmented ones, the first of a
   * training with this recipe}
   *
   * @param data specifications as {@code --data} takes them; none for the recipe's synthetic faces
   * @param exclude a list of photographs to leave out
   * @param count 1 to {@value #MOST}
   * @param notes hears of what was skipped, a line each
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the recipe does not fit the data
   */
  public static FaceSheet of(
      Recipe recipe, List<String> data, Optional<Path> exclude, int count, Consumer<String> notes)
      throws IOException {
    if (count < 1 || count > MOST) {
      throw new IllegalArgumentException("count must be 1 to " + MOST + ", got " + count);
    }
    long seed = recipe.train().seed();
    Dataset train = Training.split(recipe, data, exclude, notes).train();
    Training.check(recipe, train.schema());
    int[] indices = recipe.keypointIndices(train.schema());
    FaceSampler sampler =
        new FaceSampler(recipe.input(), recipe.box(), train.schema(), indices, recipe.codec());
    Randomness randomness = new Randomness(seed);
    int[] order = EpochOrder.shuffled(train.size(), count, randomness, 0);
    int[] firstRow = Arrays.copyOf(order, Math.min(order.length, COLUMNS));
    UnreadablePictures unreadable = Training.unreadable(recipe, notes);
    try (PictureCache pictures = new PictureCache(recipe.input().channels(), 0)) {
      List<FaceTile> plain =
          tiles(
              train,
              SampleRenderer.render(
                  train.faces(), firstRow, sampler, pictures, Optional.empty(), unreadable));
      BatchLoader.Augmenting augmenting = new BatchLoader.Augmenting(recipe.augment(), randomness);
      List<FaceTile> augmented =
          tiles(
              train,
              SampleRenderer.render(
                  train.faces(), order, sampler, pictures, Optional.of(augmenting), unreadable));
      return new FaceSheet(
          title(recipe, train),
          FaceOverlay.of(train.schema(), indices),
          List.of(
              new FaceSheet.Section("As they are", plain),
              new FaceSheet.Section("As a training gets them", augmented)),
          Math.min(COLUMNS, count),
          FaceSheet.TILE_SIDE);
    }
  }

  private static List<FaceTile> tiles(Dataset faces, List<Sample> samples) {
    return samples.stream()
        .map(
            s ->
                new FaceTile(
                    s.picture(), s.keypoints(), null, caption(faces.faces().get(s.face()))))
        .toList();
  }

  private static String caption(AnnotatedFace face) {
    String name = face.picture().name();
    return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  }

  private static String title(Recipe recipe, Dataset train) {
    InputFormat input = recipe.input();
    return "%s, seed %d: %d x %d %s, %d training faces (%s)"
        .formatted(
            recipe.name(),
            recipe.train().seed(),
            input.width(),
            input.height(),
            input.channels().name().toLowerCase(Locale.ROOT),
            train.size(),
            train.schema());
  }
}
