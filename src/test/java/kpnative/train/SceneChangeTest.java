package kpnative.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import kpnative.data.SceneFace;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.recipe.FinderRecipe;
import kpnative.recipe.SceneChangeSettings;
import org.junit.jupiter.api.Test;

class SceneChangeTest {
  private static final Size SCENE = new Size(640, 480);
  private static final Size INPUT = new Size(320, 320);
  private static final SceneFace FACE =
      new SceneFace(
          new Box(300, 200, 360, 270),
          List.of(
              new Point(315, 215),
              new Point(345, 216),
              new Point(331, 235),
              new Point(318, 255),
              new Point(344, 256)),
          1);

  @Test
  void rightAndLeftStayThePersonsOwnInAMirrorImage() {
    SceneChangeSettings always = settings("augment.flip=1");
    SceneChange change = draw(always, 1);

    List<SceneFace> mapped = change.map(List.of(FACE), INPUT);

    assertThat(change.mirrored()).isTrue();
    for (SceneFace face : mapped) {
      List<Point> m = face.marks();
      assertThat(m.get(0).x()).as("the right eye is on the left").isLessThan(m.get(1).x());
      assertThat(m.get(3).x()).isLessThan(m.get(4).x());
      assertThat(m.get(0)).isEqualTo(change.warp().map(FACE.marks().get(1)));
    }
  }

  @Test
  void marksStayWithinTheirBox() {
    for (int seed = 0; seed < 200; seed++) {
      for (SceneFace face : draw(settings(), seed).map(List.of(FACE), INPUT)) {
        for (Point mark : face.marks()) {
          assertThat(mark.x()).isBetween(face.box().left(), face.box().right());
          assertThat(mark.y()).isBetween(face.box().top(), face.box().bottom());
        }
      }
    }
  }

  @Test
  void aSampleThatAimsAtAFaceShowsItsMiddle() {
    SceneChangeSettings aimed = settings("augment.aimed=1");
    for (int seed = 0; seed < 200; seed++) {
      Point middle = draw(aimed, seed).warp().map(FACE.box().center());
      assertThat(middle.x()).as("seed %d", seed).isBetween(-0.5, 319.5);
      assertThat(middle.y()).as("seed %d", seed).isBetween(-0.5, 319.5);
    }
  }

  @Test
  void aFaceThatASampleAimsAtHasAnySizeFromTheLeastOn() {
    SceneChangeSettings aimed = settings("augment.aimed=1", "augment.smallest=0.05");
    int small = 0;
    for (int seed = 0; seed < 400; seed++) {
      double size = FACE.size() * draw(aimed, seed).warp().scaleAt(FACE.box().center());
      assertThat(size).isBetween(12.0, 320.0);
      small += size < Math.sqrt(12 * Math.min(320, 1.8 * FACE.size())) ? 1 : 0;
    }
    assertThat(small).as("below the middle, on a scale of doublings").isBetween(100, 180);
  }

  @Test
  void whatIsCutOffIsNotVisible() {
    SceneChange half = new SceneChange(Warp.translation(-330, 0), false, List.of());

    SceneFace face = half.map(List.of(FACE), INPUT).get(0);

    assertThat(face.visible()).isBetween(0.49, 0.52);
    assertThat(face.box().width()).isEqualTo(60);
  }

  @Test
  void aWholeSceneFillsTheInputFromItsCorner() {
    SceneChange whole = SceneChange.fitting(SCENE, INPUT);

    Point corner = whole.warp().map(new Point(639.5, 479.5));
    assertThat(corner).isEqualTo(new Point(319.5, 239.5));
    assertThat(whole.warp().map(new Point(-0.5, -0.5))).isEqualTo(new Point(-0.5, -0.5));
  }

  private static SceneChange draw(SceneChangeSettings settings, long seed) {
    return SceneChange.draw(settings, SCENE, List.of(FACE), INPUT, new SplittableRandom(seed));
  }

  private static SceneChangeSettings settings(String... sets) {
    return FinderRecipe.load(List.of(sets)).augment();
  }
}
