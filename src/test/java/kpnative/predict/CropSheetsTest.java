package kpnative.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import kpnative.draw.FaceOverlay;
import kpnative.files.OutputFiles;
import kpnative.geometry.Box;
import kpnative.infer.Face;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CropSheetsTest {
  private static final Face FACE =
      new Face(
          new Box(0, 0, 10, 10),
          Keypoints.of(1, 1, 9, 1, 5, 5, 2, 8, 8, 8),
          List.of(),
          0.9,
          0.01,
          KeypointSchema.ofCount(5),
          IntStream.range(0, 5).boxed().toList());

  @TempDir Path temp;

  /** Adds 50 faces of one picture to sheets of 48, and ends; {@return what failed} */
  private List<String> failures(Path folder) {
    List<String> failed = new ArrayList<>();
    CropSheets sheets =
        new CropSheets(
            folder,
            new OutputFiles(false),
            FaceOverlay.of(KeypointSchema.ofCount(5), 0, 1, 2, 3, 4));
    BufferedImage picture = new BufferedImage(12, 12, BufferedImage.TYPE_INT_RGB);
    sheets.add(
        Path.of("a.png"), picture, Collections.nCopies(50, FACE), e -> failed.add(e.getMessage()));
    sheets.write(e -> failed.add(e.getMessage()));
    return failed;
  }

  @Test
  void aSheetThatCannotBeWrittenIsNamedItselfAndTheNextIsTried() {
    Path folder = temp.resolve("none");

    assertThat(failures(folder))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .startsWith(folder.resolve("faces.png") + ": Faces 1 to 48 are on no sheet: "),
            second ->
                assertThat(second)
                    .startsWith(
                        folder.resolve("faces-2.png") + ": Faces 49 to 50 are on no sheet: "));
  }

  @Test
  void everyFullSheetIsWritten() throws IOException {
    assertThat(failures(temp)).isEmpty();
    assertThat(Files.size(temp.resolve("faces.png"))).isPositive();
    assertThat(Files.size(temp.resolve("faces-2.png"))).isPositive();
  }
}
