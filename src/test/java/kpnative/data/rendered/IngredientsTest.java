package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import kpnative.geometry.Point;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What changes when an ingredient is left out, and what does not. */
class IngredientsTest {
  private static final long SEED = 11;
  private static final int SOME = 4;

  private static RenderedFaces without(Ingredient... left) {
    return RenderedFaces.of(
        new FaceMaker(TestHeads.egg().model(), LabelRules.GEOMETRY, new Ingredients(Set.of(left))),
        SEED);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"EXPRESSION", "POSE"},
      mode = Mode.EXCLUDE)
  void whatHasNoShapeLeavesPointsPoseAndSizeAsTheyAre(Ingredient left) {
    RenderedFaces all = without();
    RenderedFaces less = without(left);
    boolean changed = false;
    for (int i = 0; i < SOME; i++) {
      RenderedPicture a = all.render(i);
      RenderedPicture b = less.render(i);
      assertThat(b.pose()).isEqualTo(a.pose());
      assertThat(b.picture().getWidth()).isEqualTo(a.picture().getWidth());
      for (int k = 0; k < RenderedFaces.KEYPOINTS; k++) {
        Point p = a.keypoints().point(k);
        assertThat(b.keypoints().point(k)).as("face %d, point %d", i, k).isEqualTo(p);
      }
      changed |= !Arrays.equals(pixels(a), pixels(b));
    }
    assertThat(changed).as("some picture is another").isTrue();
  }

  @Test
  void withoutPoseEachHeadIsTurnedLess() {
    for (int i = 0; i < SOME; i++) {
      FacePose far = without().plannedFace(i).pose();
      FacePose less = without(Ingredient.POSE).plannedFace(i).pose();
      assertThat(less.yaw() / far.yaw()).isCloseTo(0.4, within(1e-6));
      assertThat(less.roll() / far.roll()).isCloseTo(0.4, within(1e-6));
    }
  }

  @Test
  void withoutExpressionsThePersonIsTheSame() {
    FaceMaker all = new FaceMaker(TestHeads.egg().model(), LabelRules.GEOMETRY);
    FaceMaker mild =
        new FaceMaker(
            TestHeads.egg().model(),
            LabelRules.GEOMETRY,
            new Ingredients(Set.of(Ingredient.EXPRESSION)));
    RenderedFace a = all.draw(RenderedFace.Turn.PORTRAIT, new SplittableRandom(3));
    RenderedFace b = mild.draw(RenderedFace.Turn.PORTRAIT, new SplittableRandom(3));
    assertThat(b.shape.identity()).isEqualTo(a.shape.identity());
    for (int i = 0; i < a.shape.expression().length; i++) {
      assertThat(b.shape.expression()[i]).isEqualTo(0.4f * a.shape.expression()[i]);
    }
  }

  @Test
  void twoLeftOutAreLeftOutTogether() {
    int[] both = pixels(without(Ingredient.BACKGROUND, Ingredient.CAMERA).render(0));
    for (int x = 1; x < 8; x++) {
      assertThat(both[x]).as("a corner of one grey, without noise").isEqualTo(both[0]);
    }
  }

  private static int[] pixels(RenderedPicture face) {
    int w = face.picture().getWidth();
    return face.picture().getRGB(0, 0, w, face.picture().getHeight(), null, 0, w);
  }
}
