package kpnative.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.painted.SyntheticFaces;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.geometry.Box;
import kpnative.image.Image;
import org.junit.jupiter.api.Test;

class FoundBoxesTest {
  private final List<String> notes = new ArrayList<>();
  private final List<AnnotatedFace> faces = SyntheticFaces.faces(3, 1, 58);

  /** Finds what it is told to, a list a picture. */
  private record Told(Deque<List<FaceCandidate>> answers) implements FaceFinder {
    @Override
    public List<FaceCandidate> find(Image picture) {
      return answers.removeFirst();
    }

    @Override
    public boolean isSure() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** {@return the faces with the boxes of a finder that answers so} */
  private List<AnnotatedFace> boxed(List<List<Box>> answers) throws IOException {
    Deque<List<FaceCandidate>> candidates = new ArrayDeque<>();
    answers.forEach(
        boxes -> candidates.add(boxes.stream().map(b -> new FaceCandidate(b, 1)).toList()));
    return FoundBoxes.of(faces, () -> new Told(candidates), UnreadablePictures.FATAL, notes::add);
  }

  private Box points(int face) {
    return faces.get(face).keypoints().extent();
  }

  @Test
  void aFaceHasTheBoxThatHoldsItsPoints() throws IOException {
    Box elsewhere = new Box(-300, -300, -200, -200);
    List<AnnotatedFace> boxed =
        boxed(
            List.of(
                List.of(elsewhere, points(0).scaled(1.2)),
                List.of(points(1).scaled(3), points(1)),
                List.of(points(2))));

    assertThat(boxed.get(0).box()).contains(points(0).scaled(1.2));
    assertThat(boxed.get(1).box()).contains(points(1));
    assertThat(notes).containsExactly("the finder found 3 of 3 faces");
  }

  @Test
  void aFaceThatIsNotFoundHasABoxThatLiesAsThoseOfTheOthers() throws IOException {
    List<AnnotatedFace> boxed =
        boxed(List.of(List.of(points(0).scaled(2)), List.of(), List.of(points(2).scaled(2))));

    Box box = boxed.get(1).box().orElseThrow();
    assertThat(box.center().x()).isCloseTo(points(1).center().x(), within(1e-6));
    assertThat(Math.sqrt(box.width() * box.height()))
        .isCloseTo(2 * Math.sqrt(points(1).width() * points(1).height()), within(8.0));
    assertThat(notes).singleElement().asString().startsWith("the finder found 2 of 3 faces;");
  }

  @Test
  void withoutAnyFaceThereIsNoBox() {
    assertThatThrownBy(() -> boxed(List.of(List.of(), List.of(), List.of())))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("found none of 3 faces");
  }
}
