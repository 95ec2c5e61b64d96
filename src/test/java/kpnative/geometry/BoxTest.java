package kpnative.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxTest {
  @Test
  void aPicturesBoxReachesHalfAPixelBeyondTheCentresOfItsOuterPixels() {
    assertThat(Box.ofPicture(new Size(4, 3))).isEqualTo(new Box(-0.5, -0.5, 3.5, 2.5));
  }

  @Test
  void theBoxOfPixelsHoldsThatManyPixels() {
    Box box = Box.ofPixels(10, 20, 5, 7);
    assertThat(box.width()).isEqualTo(5);
    assertThat(box.height()).isEqualTo(7);
    assertThat(box.center()).isEqualTo(new Point(12, 23));
  }

  @Test
  void scalingKeepsTheCentre() {
    Box box = new Box(1, 2, 5, 10);
    assertThat(box.scaled(1.5).center()).isEqualTo(box.center());
    assertThat(box.scaled(1.5).width()).isEqualTo(6);
  }

  @ParameterizedTest
  @CsvSource({"1", "0.5", "3"})
  void wideningGivesTheAspectRatioAndContainsTheBox(double aspect) {
    Box box = new Box(1, 2, 5, 10);
    Box wide = box.widenedTo(aspect);
    assertThat(wide.width() / wide.height()).isEqualTo(aspect);
    assertThat(wide.left()).isLessThanOrEqualTo(box.left());
    assertThat(wide.top()).isLessThanOrEqualTo(box.top());
    assertThat(wide.center()).isEqualTo(box.center());
  }

  @ParameterizedTest
  @CsvSource({"0,0,0,1", "0,0,-1,1", "0,5,1,4", "NaN,0,1,1", "0,0,Infinity,1"})
  void anEmptyReversedOrUnboundedRectangleIsRefused(double l, double t, double r, double b) {
    assertThatThrownBy(() -> new Box(l, t, r, b))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("left < right");
  }
}
