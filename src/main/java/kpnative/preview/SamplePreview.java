package kpnative.preview;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.checks.Require;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.PictureCache;
import kpnative.data.load.SampleRenderer;
import kpnative.data.load.SampleRenderer.Sample;
import kpnative.draw.FaceSheet;
import kpnative.draw.FaceTile;
import kpnative.recipe.Recipe;

/** A sheet of a recipe's training samples, as its network receives them. */
public final class SamplePreview {
  /** The most samples on a sheet. */
  public static final int MOST = 600;

  private static final int COLUMNS = 6;

  private SamplePreview() {}

  /**
   * {@return a sheet with a row of samples without augmentation, then the first {@code count}
   * augmented samples of a training with this recipe}
   *
   * @param data specifications as {@code --data} takes them; empty for the recipe's synthetic faces
   * @param exclude a file that lists photographs to leave out; empty for none
   * @param count 1 to {@value #MOST}
   * @param notes receives one line for each skipped item
   * @param unreadable how to treat faces that cannot be read
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the recipe does not fit the data
   */
  public static FaceSheet of(
      Recipe recipe,
      List<String> data,
      Optional<Path> exclude,
      int count,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    Require.range("count", count, 1, MOST);
    PreviewFaces faces = PreviewFaces.of(recipe, data, exclude, count, notes, unreadable);
    int[] order = faces.order();
    int[] firstRow = Arrays.copyOf(order, Math.min(order.length, COLUMNS));
    try (PictureCache pictures = new PictureCache(recipe.input().channels(), 0)) {
      List<Sample> plain =
          SampleRenderer.render(
              faces.train().faces(),
              firstRow,
              faces.sampler(),
              pictures,
              Optional.empty(),
              faces.unreadable());
      List<Sample> augmented =
          SampleRenderer.render(
              faces.train().faces(),
              order,
              faces.sampler(),
              pictures,
              Optional.of(faces.augmenting()),
              faces.unreadable());
      return new FaceSheet(
          faces.title(),
          faces.overlay(),
          List.of(
              new FaceSheet.Section("Without augmentation", tiles(faces, plain)),
              new FaceSheet.Section("Augmented, as in training", tiles(faces, augmented))),
          Math.min(COLUMNS, count),
          FaceSheet.TILE_SIDE);
    }
  }

  private static List<FaceTile> tiles(PreviewFaces faces, List<Sample> samples) {
    return samples.stream()
        .map(
            s ->
                new FaceTile(
                    s.picture(), s.keypoints(), null, faces.fileName(s.face()), s.visibility()))
        .toList();
  }
}
