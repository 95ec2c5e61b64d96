package kpnative.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.imageio.ImageIO;
import kpnative.eval.Evaluation;
import kpnative.eval.MadePrediction;
import kpnative.eval.Prediction;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FaceSheetTest {
  private static final KeypointSchema THREE = KeypointSchema.ofCount(3);
  private static final int[] LAST = {2};
  private static final FaceOverlay OVERLAY = FaceOverlay.of(THREE, LAST);

  @TempDir Path folder;

  @Test
  void sizeFollowsFromTilesColumnsAndRows() {
    FaceSheet one = FaceSheet.of("", OVERLAY, tiles(1), 3);
    FaceSheet three = FaceSheet.of("", OVERLAY, tiles(3), 3);
    FaceSheet four = FaceSheet.of("", OVERLAY, tiles(4), 3);
    assertThat(one.width()).isEqualTo(three.width()).isGreaterThan(3 * FaceSheet.TILE_SIDE);
    assertThat(one.height()).isEqualTo(three.height());
    assertThat(four.height()).isGreaterThanOrEqualTo(three.height() + FaceSheet.TILE_SIDE);
  }

  @Test
  void theLegendSaysWhatRingsAndDotsAre() {
    List<FaceSheet.Section> faces = List.of(new FaceSheet.Section("", tiles(1)));
    FaceSheet measured = new FaceSheet("", OVERLAY, faces, 3, 256);
    FaceSheet labels =
        new FaceSheet("", OVERLAY, faces, 3, 256, new MarkWords("label", "expected"));
    assertThat(measured.legend().truth()).isEqualTo("truth");
    boolean same = sameColors(measured.draw(), labels.draw());
    assertThat(same).isEqualTo(FaceSheet.fontProblem().isPresent());
  }

  private static boolean sameColors(BufferedImage a, BufferedImage b) {
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        if (a.getRGB(x, y) != b.getRGB(x, y)) {
          return false;
        }
      }
    }
    return true;
  }

  @Test
  void fileIsAPngOfTheSheetsSize() throws IOException {
    FaceSheet sheet = FaceSheet.of("Three faces", OVERLAY, tiles(3), 2);
    Path png = folder.resolve("sheet.png");
    sheet.write(png);
    BufferedImage picture = ImageIO.read(png.toFile());
    assertThat(picture.getWidth()).isEqualTo(sheet.width());
    assertThat(picture.getHeight()).isEqualTo(sheet.height());
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(png);
    }
  }

  @Test
  void aFolderThatIsAbsentIsNamed() {
    Path png = folder.resolve("absent").resolve("sheet.png");
    assertThatThrownBy(() -> FaceSheet.of("", OVERLAY, tiles(1), 1).write(png))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(png.toString());
  }

  @Test
  void noFacesAreRefused() {
    assertThatThrownBy(() -> FaceSheet.of("", OVERLAY, List.of(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyTheShownPhotographsAreRead() throws IOException {
    List<Integer> read = new ArrayList<>();
    // Face i is i pixels off: the best are the first.
    FaceSheet sheet = sheetOf(10, 2, read);
    assertThat(read).containsExactly(0, 1, 8, 9);
    assertThat(sheet.sections()).extracting(s -> s.tiles().size()).containsExactly(2, 2);
  }

  @Test
  void fewFacesAreShownOnce() throws IOException {
    List<Integer> read = new ArrayList<>();
    sheetOf(3, 8, read);
    assertThat(read).containsExactly(0, 1, 2);
  }

  @Test
  void captionHoldsTheErrorInPercentAndTheFilesName() throws IOException {
    FaceSheet sheet = sheetOf(2, 1, new ArrayList<>());
    assertThat(sheet.sections().get(1).tiles().get(0).caption())
        .isEqualTo("10.00 %  face1.jpg"); // 1 pixel of sqrt(20 x 5)
  }

  @Test
  void aTileShowsWhatTheNetworkSaw() {
    Box crop = new Box(19.5, 9.5, 59.5, 29.5);
    Size input = new Size(80, 40);
    Prediction p =
        MadePrediction.of(
            Keypoints.of(0, 0, 30, 30, 25, 15),
            Keypoints.of(26, 17),
            Warp.crop(crop, input),
            input,
            "a.jpg");
    FaceTile tile = FaceTile.seenByNetwork(photograph(), p, LAST, "");
    assertThat(tile.picture().getWidth()).isEqualTo(40);
    assertThat(tile.picture().getHeight()).isEqualTo(20);
    assertThat(tile.truth()).isEqualTo(Keypoints.of(5, 5));
    assertThat(tile.predicted()).isEqualTo(Keypoints.of(6, 7));
    assertThat(tile.picture().getRGB(5, 5)).isEqualTo(Color.RED.getRGB());
  }

  @Test
  void aCropEndsAtThePhotographsBorder() {
    FaceTile tile =
        FaceTile.cropped(photograph(), new Box(-50, -50, 30, 20), Keypoints.of(25, 15), null, "");
    assertThat(tile.picture().getWidth()).isEqualTo(31);
    assertThat(tile.truth()).isEqualTo(Keypoints.of(25, 15));
  }

  private static FaceSheet sheetOf(int faces, int each, List<Integer> read) throws IOException {
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < faces; i++) {
      Keypoints truth = Keypoints.of(0, 0, 20, 5, 10, 2);
      Keypoints predicted = Keypoints.of(10 + i, 2);
      predictions.add(
          MadePrediction.of(
              truth, predicted, Warp.IDENTITY, new Size(64, 48), "/data/face" + i + ".jpg"));
    }
    return BestAndWorstSheet.of(
        THREE,
        LAST,
        Evaluation.of(THREE, LAST, predictions),
        predictions,
        i -> {
          read.add(i);
          return photograph();
        },
        each);
  }

  /** {@return a black photograph whose pixel (25, 15) is red} */
  private static BufferedImage photograph() {
    BufferedImage picture = new BufferedImage(64, 48, BufferedImage.TYPE_3BYTE_BGR);
    picture.setRGB(25, 15, Color.RED.getRGB());
    return picture;
  }

  private static List<FaceTile> tiles(int n) {
    return Collections.nCopies(
        n, new FaceTile(photograph(), Keypoints.of(9, 9), Keypoints.of(12, 9), "a face"));
  }
}
