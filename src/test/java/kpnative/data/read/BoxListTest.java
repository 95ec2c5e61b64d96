package kpnative.data.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureFile;
import kpnative.geometry.Box;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BoxListTest {
  private static final Box OWN = Box.ofPixels(100, 100, 50, 50);

  @TempDir Path folder;

  private BoxList list(String... lines) throws IOException {
    return BoxList.read(Files.writeString(folder.resolve("b.csv"), String.join("\n", lines)));
  }

  private AnnotatedFace face(String name) {
    Path picture = folder.resolve(name);
    return new AnnotatedFace(
        new PictureFile(picture), name, Optional.empty(), Keypoints.of(0, 0), Optional.empty(), "");
  }

  @Test
  void aBoxCountsWholePixelsFromItsFirst() throws IOException {
    assertThat(list("file,x,y,w,h", "a.jpg,101,99,50,52").of(face("a.jpg"), OWN))
        .contains(Box.ofPixels(101, 99, 50, 52));
  }

  @Test
  void aTableNeedsNoHeader() throws IOException {
    assertThat(list("a.jpg,101,99,50,52").of(face("a.jpg"), OWN)).isPresent();
  }

  @Test
  void amongSeveralFacesTheOneThatOverlapsMostIsMeant() throws IOException {
    BoxList list = list("a.jpg,300,100,50,50", "a.jpg,110,100,50,50", "a.jpg,104,100,50,50");

    assertThat(list.of(face("a.jpg"), OWN)).contains(Box.ofPixels(104, 100, 50, 50));
  }

  @Test
  void aBoxThatIsAnothersIsNotTaken() throws IOException {
    assertThat(list("a.jpg,140,100,50,50").of(face("a.jpg"), OWN)).isEmpty();
  }

  @Test
  void aPictureOfAnotherNameHasNone() throws IOException {
    assertThat(list("a.jpg,100,100,50,50").of(face("b.jpg"), OWN)).isEmpty();
  }

  @Test
  void aNameAloneIsEnoughWhereItIsTheOnlyOne() throws IOException {
    assertThat(list("elsewhere/a.jpg,100,100,50,50").of(face("sub/a.jpg"), OWN)).isPresent();
    assertThat(
            list("one/a.jpg,100,100,50,50", "two/a.jpg,100,100,50,50").of(face("sub/a.jpg"), OWN))
        .isEmpty();
  }

  @Test
  void aRowOfOtherColumnsIsToldWithItsLine() {
    assertThatThrownBy(() -> list("file,x,y,w,h", "a.jpg,1,2,3"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("b.csv:2:")
        .hasMessageContaining("4 columns");
  }

  @Test
  void aBoxWithoutAreaIsToldWithItsLine() {
    assertThatThrownBy(() -> list("a.jpg,1,2,0,4"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("b.csv:1: w and h must be greater than 0");
  }

  @Test
  void whatIsNoNumberIsToldWithItsLine() {
    assertThatThrownBy(() -> list("a.jpg,1,2,3,4", "a.jpg,1,NaN,3,4"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("b.csv:2: y must be");
  }
}
