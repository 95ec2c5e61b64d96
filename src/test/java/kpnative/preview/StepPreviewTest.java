package kpnative.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.data.UnreadablePictures;
import kpnative.draw.FaceTile;
import kpnative.recipe.Recipe;
import kpnative.recipe.Recipes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepPreviewTest {
  @TempDir Path temp;
  private Recipe recipe;

  @BeforeEach
  void load() throws IOException {
    recipe =
        Recipes.load(
            "face68/quick",
            List.of(
                "augment.flip.p=1",
                "augment.rotation.degrees=20",
                "augment.rotation.p=1",
                "augment.occlusion.side=0.4",
                "augment.occlusion.p=1"));
  }

  private StepPreview preview(int count, Optional<Path> replayed) throws IOException {
    return StepPreview.of(
        recipe,
        List.of("synthetic:9"),
        Optional.empty(),
        count,
        replayed,
        line -> {},
        UnreadablePictures.FATAL);
  }

  private static List<FaceTile> tiles(StepPreview preview, int face) {
    return preview.sheet().sections().get(face).tiles();
  }

  @Test
  void aFaceHasATileForItsPhotographItsCropAndEachStep() throws IOException {
    List<String> captions =
        tiles(preview(1, Optional.empty()), 0).stream().map(FaceTile::caption).toList();

    assertThat(captions).startsWith("photograph with crop", "crop", "1  flip");
    assertThat(captions).anyMatch(c -> c.matches("\\d  rotation -?[\\d.]+ degrees"));
    assertThat(captions).anyMatch(c -> c.matches("(?s)\\d  occlusion .*"));
  }

  @Test
  void eachStepChangesThePicture() throws IOException {
    List<FaceTile> tiles = tiles(preview(1, Optional.empty()), 0);
    for (int i = 2; i < tiles.size(); i++) {
      assertThat(pixels(tiles.get(i).picture())).isNotEqualTo(pixels(tiles.get(i - 1).picture()));
    }
  }

  @Test
  void theAugmentationsAreWrittenAndReadBack() throws IOException {
    StepPreview preview = preview(3, Optional.empty());
    Path json = preview.write(temp.resolve("steps.png"));
    DrawnChanges read = DrawnChanges.read(json);

    assertThat(json).hasFileName("steps.png.json");
    assertThat(read.all()).hasSize(3);
    assertThat(read.all().get(0).picture()).startsWith("synthetic face");
    assertThat(read.all().get(0).augmentation().describe())
        .hasSize(tiles(preview, 0).size() - 2)
        .startsWith("flip");
  }

  @Test
  void replayedAugmentationsGiveTheSameSheet() throws IOException {
    Path png = temp.resolve("steps.png");
    Path json = preview(3, Optional.empty()).write(png);
    Path again = temp.resolve("again.png");
    preview(3, Optional.of(json)).write(again);

    assertThat(again).hasSameBinaryContentAs(png);
    assertThat(temp.resolve("again.png.json")).hasSameBinaryContentAs(json);
  }

  @Test
  void fewerAugmentationsThanFacesAreReused() throws IOException {
    Path json = preview(2, Optional.empty()).write(temp.resolve("two.png"));
    StepPreview three = preview(3, Optional.of(json));

    assertThat(tiles(three, 2).stream().map(FaceTile::caption))
        .isEqualTo(tiles(three, 0).stream().map(FaceTile::caption).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "[], expected a list",
    "nothing, not JSON",
    "'[{\"picture\":\"a\",\"annotation\":\"b\"}]', entry 0"
  })
  void aFileOfAnotherKindIsRefusedWithItsPath(String text, String said) throws IOException {
    Path file = Files.writeString(temp.resolve("other.json"), text);

    assertThatThrownBy(() -> preview(1, Optional.of(file)))
        .isInstanceOf(IOException.class)
        .hasMessageContainingAll("other.json", said);
  }

  private static int[] pixels(BufferedImage picture) {
    int w = picture.getWidth();
    return picture.getRGB(0, 0, w, picture.getHeight(), null, 0, w);
  }
}
