package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.data.painted.PaintedScenes;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SceneFolderTest {
  private static final PaintedScenes PAINTED = new PaintedScenes(3);
  private static final Scene SMALL =
      new Scene(new BufferedImage(16, 16, BufferedImage.TYPE_3BYTE_BGR), List.of());

  @TempDir Path folder;

  @Test
  void scenesComeBackAsTheyWereWritten() throws IOException {
    List<Scene> painted = List.of(PAINTED.scene(0), PAINTED.scene(1), PAINTED.scene(2));
    SceneFolderWriter writer = new SceneFolderWriter(folder);
    for (int i = 0; i < 21; i++) {
      writer.write(i, painted.get(i % 3));
    }

    SceneFolder read = SceneFolder.read(folder);

    assertThat(writer.has(20)).isTrue();
    assertThat(writer.has(21)).isFalse();
    for (int i = 0; i < 20; i++) { // the last one is for validation
      equal(read.training(1).scene(i), painted.get(i % 3));
    }
    equal(read.training(1).scene(21), painted.get(1)); // again from the first
    equal(read.validation(1).scene(7), painted.get(2));
  }

  @Test
  void noPictureIsLearnedAndMeasured() throws IOException {
    SceneFolderWriter writer = new SceneFolderWriter(folder);
    for (int i = 0; i < 40; i++) {
      writer.write(i, SMALL);
    }
    Files.delete(folder.resolve(SceneFolder.TABLE));
    SceneFolderWriter again = new SceneFolderWriter(folder);
    for (int i = 0; i < 40; i++) { // numbers of faces tell the pictures apart
      again.write(i, new Scene(SMALL.picture(), Collections.nCopies(i, face())));
    }
    SceneFolder read = SceneFolder.read(folder);
    Set<Integer> learned = new HashSet<>();
    Set<Integer> measured = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      learned.add(read.training(1).scene(i).faces().size());
      measured.add(read.validation(1).scene(i).faces().size());
    }
    assertThat(learned).hasSize(38).doesNotContainAnyElementsOf(measured);
    assertThat(measured).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.jpg,1,2,3 | fields",
        "a.jpg,1,2,3,4,0.5,1,1,1,1,1,1,1,1,1,x | number 15",
        "a.jpg,9,2,3,4,0.5,1,1,1,1,1,1,1,1,1,1 | left < right",
        "a.jpg,1,2,3,4,1.5,1,1,1,1,1,1,1,1,1,1 | visible",
        "a.jpg,1,2,3,4,NaN,1,1,1,1,1,1,1,1,1,1 | number 5"
      })
  void aRowThatIsNoFaceIsNamedWithItsLine(String row, String reason) throws IOException {
    SceneFolderWriter writer = new SceneFolderWriter(folder);
    for (int i = 0; i < 20; i++) {
      writer.write(i, SMALL);
    }
    Files.writeString(folder.resolve(SceneFolder.TABLE), SceneFolder.HEADER + "\n" + row + "\n");

    assertThatThrownBy(() -> SceneFolder.read(folder))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(SceneFolder.TABLE + ":2: ")
        .hasMessageContaining(reason);
  }

  private static SceneFace face() {
    return PAINTED.scene(1).faces().stream().findFirst().orElseThrow();
  }

  private static void equal(Scene read, Scene written) {
    assertThat(read.picture().getWidth()).isEqualTo(written.picture().getWidth());
    assertThat(read.faces()).hasSameSizeAs(written.faces());
    List<SceneFace> faces = written.faces();
    for (int i = 0; i < faces.size(); i++) {
      SceneFace face = read.faces().get(i);
      assertThat(face.box().overlap(faces.get(i).box())).isGreaterThan(0.99);
      assertThat(face.visible()).isCloseTo(faces.get(i).visible(), Offset.offset(0.006));
      assertThat(face.marks().get(4).distanceTo(faces.get(i).marks().get(4))).isLessThan(0.01);
    }
  }
}
