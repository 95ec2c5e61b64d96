package kpnative.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotographFrameTest {
  private static final double EXACT = 1e-12;

  @Test
  void aWholePictureIsItsPhotograph() {
    PhotographFrame frame = PhotographFrame.whole(new Size(640, 480));
    Warp any = Warp.translation(3, 4);

    assertThat(frame.size()).isEqualTo(new Size(640, 480));
    assertThat(frame.toPicture()).isEqualTo(Warp.IDENTITY);
    assertThat(frame.fromPicture(any)).isSameAs(any);
  }

  @ParameterizedTest
  @CsvSource({"2, 320, 241", "4, 160, 121", "8, 80, 61"})
  void aReducedSizeIsRoundedUp(int reduction, int width, int height) {
    assertThat(new PhotographFrame(new Size(639, 481), reduction, 1).size())
        .isEqualTo(new Size(width, height));
  }

  @Test
  void areasMapOntoEachOther() {
    Warp toPicture = new PhotographFrame(new Size(641, 481), 4, 1).toPicture();
    Point firstPixelsCenter =
        toPicture.map(new Point(1.5, 1.5)); // of the photograph's pixels 0 to 3

    assertThat(firstPixelsCenter.x()).isCloseTo(0, within(EXACT));
    assertThat(firstPixelsCenter.y()).isCloseTo(0, within(EXACT));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void fromPictureUndoesToPicture(int orientation) {
    PhotographFrame frame = new PhotographFrame(new Size(203, 301), 8, orientation);
    Warp round = frame.toPicture().then(frame.fromPicture(Warp.IDENTITY));
    Point p = round.map(new Point(150, 17));

    assertThat(p.distanceTo(new Point(150, 17))).isLessThan(EXACT * 1000);
  }

  @Test
  void otherReductionsAndOrientationsAreRefused() {
    Size size = new Size(8, 8);

    assertThatThrownBy(() -> new PhotographFrame(size, 3, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a reduction is 1, 2, 4 or 8 and an orientation 1 to 8, got 3 and 1");
    assertThatThrownBy(() -> new PhotographFrame(size, 2, 9))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
