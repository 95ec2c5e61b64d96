package kpnative.preview;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.augment.DrawnAugmentation;
import kpnative.augment.Randomness.Purpose;
import kpnative.checks.Require;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.load.PictureCache;
import kpnative.data.load.SampleRenderer;
import kpnative.data.load.SampleRenderer.Sample;
import kpnative.draw.FaceSheet;
import kpnative.draw.FaceTile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.Keypoints;
import kpnative.recipe.Recipe;

/**
 * Shows the augmentation of samples step by step: the photograph with its crop, the crop, and the
 * crop after the first of its drawn steps, after the first two, and so on. The renderer of a
 * training makes each picture directly from the photograph.
 */
public final class StepPreview {
  /** The most faces on a sheet. */
  public static final int MOST = 40;

  private static final int COLUMNS = 6;
  private static final double AROUND = 1.25; // leaves room for keypoints outside the crop
  private static final int LINE = 36; // characters of a caption
  private static final Color CROP = new Color(0xFF, 0xDD, 0x00);

  private final PreviewFaces faces;
  private final List<FaceSheet.Section> sections = new ArrayList<>();
  private final List<DrawnChanges.Entry> written = new ArrayList<>();

  private StepPreview(PreviewFaces faces) {
    this.faces = faces;
  }

  /**
   * {@return the steps of the first samples of a training with this recipe}
   *
   * @param data specifications as {@code --data} takes them; empty for the recipe's synthetic faces
   * @param exclude a file that lists photographs to leave out; empty for none
   * @param count how many samples, 1 to {@value #MOST}
   * @param replayed a file that {@link #write} wrote, whose augmentations replace those that the
   *     training would draw and repeat in turn if there are fewer than samples; empty to draw them
   * @param notes receives one line for each skipped item
   * @param unreadable how to treat faces that cannot be read
   * @throws IOException if a file cannot be read
   * @throws IllegalArgumentException if the recipe or the augmentations do not fit the data
   */
  public static StepPreview of(
      Recipe recipe,
      List<String> data,
      Optional<Path> exclude,
      int count,
      Optional<Path> replayed,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    Require.range("count", count, 1, MOST);
    Optional<DrawnChanges> changes =
        replayed.isPresent() ? Optional.of(DrawnChanges.read(replayed.get())) : Optional.empty();
    StepPreview preview =
        new StepPreview(PreviewFaces.of(recipe, data, exclude, count, notes, unreadable));
    try (PictureCache pictures = new PictureCache(recipe.input().channels(), 0)) {
      for (int i = 0; i < preview.faces.order().length; i++) {
        preview.add(i, preview.change(i, changes), pictures);
      }
    }
    return preview;
  }

  /**
   * Draws the sheet, and writes its augmentations as JSON beside it.
   *
   * @return the JSON file: the sheet's name and {@code .json}
   * @throws IOException with the path, if one cannot be written
   */
  public Path write(Path png) throws IOException {
    sheet().write(png);
    Path json = json(png);
    new DrawnChanges(written).write(json);
    return json;
  }

  /** {@return the file that {@link #write} writes beside a sheet} */
  public static Path json(Path png) {
    return FileNames.in(FileTree.folderOf(png), FileTree.nameOf(png) + ".json");
  }

  /** {@return the sheet, with one section per face} */
  FaceSheet sheet() {
    return new FaceSheet(faces.title(), faces.overlay(), sections, COLUMNS, FaceSheet.TILE_SIDE);
  }

  /**
   * The augmentation that the training draws for its {@code i}-th sample, or that of the replayed
   * file.
   */
  private DrawnAugmentation change(int i, Optional<DrawnChanges> changes) {
    if (changes.isPresent()) {
      List<DrawnChanges.Entry> all = changes.get().all();
      return all.get(i % all.size()).augmentation();
    }
    long key = faces.augmenting().randomness().key(0, i, Purpose.AUGMENT);
    return DrawnAugmentation.draw(faces.recipe().augment(), key, faces.sampler().input().size());
  }

  private void add(int i, DrawnAugmentation drawn, PictureCache pictures) throws IOException {
    int index = faces.order()[i];
    List<DrawnAugmentation> prefixes = new ArrayList<>();
    for (int step = 0; step <= drawn.steps(); step++) {
      prefixes.add(drawn.first(step));
    }
    int[] same = new int[prefixes.size()];
    Arrays.fill(same, index);
    List<Sample> samples;
    try {
      samples =
          SampleRenderer.replay(
              faces.train().faces(),
              same,
              prefixes,
              faces.sampler(),
              pictures,
              faces.augmenting(),
              faces.unreadable());
    } catch (Throwable e) {
      faces.unreadable().leaveOut(faces.face(index).picture(), e);
      return;
    }
    List<String> texts = drawn.describe();
    List<FaceTile> tiles = new ArrayList<>();
    tiles.add(photograph(faces.face(index)));
    for (int step = 0; step < samples.size(); step++) {
      String caption = step == 0 ? "crop" : step + "  " + wrapped(texts.get(step - 1));
      tiles.add(tile(samples.get(step), caption));
    }
    AnnotatedFace face = faces.face(index);
    sections.add(new FaceSheet.Section(faces.fileName(index), tiles));
    written.add(new DrawnChanges.Entry(face.picture().name(), face.origin(), drawn));
  }

  private static FaceTile tile(Sample s, String caption) {
    Size size = new Size(s.picture().getWidth(), s.picture().getHeight());
    Box square = Box.ofPicture(size).widenedTo(1).scaled(AROUND);
    return FaceTile.framed(s.picture(), square, s.keypoints(), caption).with(s.visibility());
  }

  /** The photograph, whole, with the outline of the crop. */
  private FaceTile photograph(AnnotatedFace face) throws IOException {
    try (Image image = face.picture().read(Channels.COLOR)) {
      Size size = image.size();
      Warp back = faces.sampler().crop(size, face).toPhotograph();
      Size input = faces.sampler().input().size();
      Box all = Box.ofPicture(input);
      double[] ends = {all.left(), all.top(), all.right(), all.bottom()};
      Box crop = Keypoints.of(ends).map(back).extent();
      Box whole = Box.ofPicture(size);
      Box both =
          new Box(
              Math.min(crop.left(), whole.left()),
              Math.min(crop.top(), whole.top()),
              Math.max(crop.right(), whole.right()),
              Math.max(crop.bottom(), whole.bottom()));
      Keypoints learned = face.keypoints().select(faces.sampler().indices());
      FaceTile tile =
          FaceTile.framed(
              image.toBufferedImage(), both.widenedTo(1), learned, "photograph with crop");
      outline(tile, crop, learned);
      return tile;
    }
  }

  private static void outline(FaceTile tile, Box crop, Keypoints inPhotograph) {
    BufferedImage picture = tile.picture();
    Keypoints inTile = tile.truth() == null ? inPhotograph : tile.truth();
    int first = 0;
    while (!inPhotograph.isPresent(first) && first < inPhotograph.count() - 1) {
      first++;
    }
    double dx = // integer coordinates are pixel corners in Java2D
        inTile.x(first) - inPhotograph.x(first) + 0.5;
    double dy = inTile.y(first) - inPhotograph.y(first) + 0.5;
    float line = Math.max(1, picture.getWidth() / 150f);
    Graphics2D g = picture.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(CROP);
    g.setStroke(new BasicStroke(line));
    g.draw(new Rectangle2D.Double(crop.left() + dx, crop.top() + dy, crop.width(), crop.height()));
    g.dispose();
  }

  /** Breaks a long text into two lines at the last space that fits. */
  private static String wrapped(String text) {
    int blank = text.length() <= LINE ? -1 : text.lastIndexOf(' ', LINE);
    return blank < 0 ? text : text.substring(0, blank) + "\n" + text.substring(blank + 1);
  }
}
