package kpnative.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import kpnative.geometry.Box;
import org.junit.jupiter.api.Test;

class BoxMapTest {
  private static final Box FOUND = new Box(100, 50, 300, 250);

  @Test
  void theKeypointsLieWhereTheMapSays() {
    assertThat(new BoxMap(0.1, 0.2, 0.5, 0.25).apply(FOUND)).isEqualTo(new Box(170, 165, 270, 215));
  }

  @Test
  void theMirroredMapGoesTheOtherWay() {
    assertThat(new BoxMap(0.1, 0.2, 0.5, 0.25).mirrored().apply(FOUND))
        .isEqualTo(new Box(130, 165, 230, 215));
  }

  @Test
  void ofOverlappingFacesTheSurestStays() {
    FoundFace sure = new FoundFace(FOUND, 0.9, Optional.empty());
    FoundFace same = new FoundFace(FOUND.scaled(1.1), 0.8, Optional.empty());
    FoundFace other = new FoundFace(new Box(400, 50, 500, 150), 0.7, Optional.empty());

    assertThat(Surest.of(List.of(other, same, sure))).containsExactly(sure, other);
  }
}
