package kpnative.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NameListTest {
  private static final AnnotatedFace FACE = Faces.face("data/lfpw/trainset/image_0215.jpg");

  @TempDir Path folder;

  private NameList list(String text) throws IOException {
    return NameList.read(Files.writeString(folder.resolve("names.txt"), text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image_0215",
        "image_0215.jpg",
        "trainset/image_0215",
        "lfpw/trainset/image_0215.jpg",
        "lfpw\\trainset\\image_0215.jpg",
        "./data/lfpw/trainset/image_0215.jpg",
        "  image_0215 \r",
        "# a comment\nimage_0215\t# a leak"
      })
  void aNameFitsByItsEnd(String name) throws IOException {
    assertThat(list(name).holds(FACE)).isTrue();
  }

  @Test
  void anAbsolutePathFits() throws IOException {
    assertThat(list(Path.of(FACE.picture().name()).toAbsolutePath().toString()).holds(FACE))
        .isTrue();
  }

  @Test
  void aPathThatClimbsFits() throws IOException {
    String here = Path.of("").toAbsolutePath().getFileName().toString();
    assertThat(list("../" + here + "/" + FACE.picture().name()).holds(FACE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "image_021",
        "mage_0215",
        "testset/image_0215",
        "image_0215.png",
        "lfpw",
        "set/image_0215"
      })
  void aPartOfANameDoesNotFit(String name) throws IOException {
    assertThat(list(name).holds(FACE)).isFalse();
  }

  @Test
  void tellsTheNamesThatFittedNothing() throws IOException {
    NameList names = list("image_0215\nimage_9999\n");
    names.holds(FACE);
    assertThat(names.unknown())
        .containsExactly("image_9999 (line 2 of " + folder.resolve("names.txt") + ")");
  }

  @Test
  void refusesAListWithoutNames() {
    assertThatThrownBy(() -> list("# nothing\n\n"))
        .hasMessageContaining("expected names of pictures");
  }
}
