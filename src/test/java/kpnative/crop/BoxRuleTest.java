package kpnative.crop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import kpnative.crop.BoxRule.From;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoxRuleTest {
  private static final Size PHOTOGRAPH = new Size(640, 480);
  private static final Keypoints POINTS = Keypoints.of(10, 20, 50, 20, 30, 100);
  private static final Optional<Box> STATED = Optional.of(new Box(0, 0, 40, 40));

  @Test
  void theWholePictureIsTakenByPixelAreasWithoutMargin() {
    assertThat(new BoxRule(From.PICTURE, 2).of(PHOTOGRAPH, POINTS, STATED))
        .isEqualTo(new Box(-0.5, -0.5, 639.5, 479.5));
  }

  @Test
  void thePointsExtentGrowsByTheMarginAboutItsMiddle() {
    assertThat(new BoxRule(From.POINTS, 1.5).of(PHOTOGRAPH, POINTS, STATED))
        .isEqualTo(new Box(0, 0, 60, 120));
  }

  @Test
  void theStatedBoxGrowsByTheMargin() {
    assertThat(new BoxRule(From.ANNOTATION, 2).of(PHOTOGRAPH, POINTS, STATED))
        .isEqualTo(new Box(-20, -20, 60, 60));
  }

  @Test
  void thePointsServeWhereNoBoxIsStated() {
    assertThat(new BoxRule(From.ANNOTATION, 1).of(PHOTOGRAPH, POINTS, Optional.empty()))
        .isEqualTo(new Box(10, 20, 50, 100));
  }

  @Test
  void aFaceBoxIsWidenedToTheInputsAspect() {
    assertThat(new BoxRule(From.POINTS, 1).crop(new Box(10, 20, 50, 100), new Size(64, 64)))
        .isEqualTo(new Box(-10, 20, 70, 100));
  }

  @Test
  void aWholePictureIsStretchedToTheInput() {
    Box whole = Box.ofPicture(PHOTOGRAPH);
    assertThat(new BoxRule(From.PICTURE, 1).crop(whole, new Size(64, 64))).isEqualTo(whole);
  }

  @Test
  void oneKeypointSpansNoBox() {
    assertThatThrownBy(() -> new BoxRule(From.POINTS, 1).of(PHOTOGRAPH, Keypoints.of(1, 2), STATED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("box.from picture needs none");
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.49, 10.1, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAMarginThatLosesTheFace(double margin) {
    assertThatThrownBy(() -> new BoxRule(From.POINTS, margin))
        .hasMessageContaining("box.margin must be 0.5 to 10");
  }
}
