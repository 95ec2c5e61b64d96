package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenes of the egg, and one claim of the known head where it is. */
class RenderedScenesTest {
  private static final Size SIZE = new Size(128, 96);
  private static final int COUNT = 24;

  private static List<Scene> scenes; // made once

  private static List<Scene> scenes() {
    if (scenes == null) {
      RenderedScenes all = RenderedScenes.of(TestHeads.egg().maker(), 5, SIZE);
      scenes = IntStream.range(0, COUNT).parallel().mapToObj(all::scene).toList();
    }
    return scenes;
  }

  private static int[] pixels(BufferedImage picture) {
    return picture.getRGB(0, 0, SIZE.width(), SIZE.height(), null, 0, SIZE.width());
  }

  @ParameterizedTest
  @MethodSource("kpnative.data.rendered.TestHeads#all")
  void anIndexIsAlwaysTheSameScene(TestHeads.Rendered head) throws IOException {
    RenderedScenes one = RenderedScenes.of(head.maker(), 5, SIZE);
    RenderedScenes other = RenderedScenes.of(head.maker(), 5, SIZE);
    Scene ninth = one.scene(9);
    other.scene(3);
    Scene again = other.scene(9);
    assertThat(pixels(again.picture())).isEqualTo(pixels(ninth.picture()));
    assertThat(again.faces()).isEqualTo(ninth.faces());
    assertThat(pixels(RenderedScenes.of(head.maker(), 6, SIZE).scene(9).picture()))
        .isNotEqualTo(pixels(ninth.picture()));
  }

  @Test
  void someAreEmptySomeHoldOneAndSomeSeveral() {
    List<Integer> counts = scenes().stream().map(s -> s.faces().size()).toList();
    assertThat(counts).contains(0, 1);
    assertThat(counts).anyMatch(n -> n > 2).allMatch(n -> n <= 9);
  }

  @Test
  void boxesHoldTheMarks() {
    for (Scene scene : scenes()) {
      for (SceneFace face : scene.faces()) {
        Box box = face.box();
        assertThat(face.marks()).hasSize(SceneFace.MARKS);
        for (Point mark : face.marks()) {
          assertThat(mark.x()).isBetween(box.left(), box.right());
          assertThat(mark.y()).isBetween(box.top(), box.bottom());
        }
      }
    }
  }

  @Test
  void smallFacesStandBehindLargeOnes() {
    for (Scene scene : scenes()) {
      double before = 0;
      for (SceneFace face : scene.faces()) { // the order in which they are painted
        double side = Math.max(face.box().width(), face.box().height());
        assertThat(side).isGreaterThanOrEqualTo(before - 0.01).isGreaterThan(13.9);
        before = side;
      }
    }
  }

  @Test
  void whatIsCoveredOrBeyondThePictureIsSeenLess() {
    List<Double> free = new ArrayList<>();
    List<Double> covered = new ArrayList<>();
    for (Scene scene : scenes()) {
      for (int i = 0; i < scene.faces().size(); i++) {
        SceneFace face = scene.faces().get(i);
        double hidden = 1 - inside(face.box());
        for (SceneFace nearer : scene.faces().subList(i + 1, scene.faces().size())) {
          hidden = Math.max(hidden, overlap(face.box(), nearer.box()));
        }
        if (hidden > 0.1) {
          covered.add(face.visible());
          assertThat(face.visible()).isLessThan(1.001 - 0.5 * hidden);
        } else if (hidden == 0) {
          free.add(face.visible());
        }
      }
    }
    assertThat(covered).hasSizeGreaterThan(5);
    assertThat(free).hasSizeGreaterThan(5);
    assertThat(mean(free)).isGreaterThan(mean(covered) + 0.1);
  }

  private static double mean(List<Double> numbers) {
    return numbers.stream().mapToDouble(x -> x).average().orElseThrow();
  }

  private static double inside(Box box) {
    return overlap(box, new Box(0, 0, SIZE.width(), SIZE.height()));
  }

  /** {@return the share of {@code a} that {@code b} covers} */
  private static double overlap(Box a, Box b) {
    double w = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    double h = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
    return Math.max(0, w) * Math.max(0, h) / (a.width() * a.height());
  }
}
