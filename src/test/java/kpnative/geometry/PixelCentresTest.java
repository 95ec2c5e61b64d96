package kpnative.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PixelCentresTest {
  @Test
  void theEdgesAreZeroAndOne() {
    Box whole = Box.ofPicture(new Size(112, 96));

    assertThat(PixelCentres.fraction(whole.left(), 112)).isZero();
    assertThat(PixelCentres.fraction(whole.right(), 112)).isEqualTo(1);
  }

  @Test
  void theCentresAreSpacedEvenlyAroundTheMiddle() {
    assertThat(PixelCentres.fraction(0, 4)).isEqualTo(0.125);
    assertThat(PixelCentres.fraction(3, 4)).isEqualTo(0.875);
    assertThat(PixelCentres.fraction(1.5, 4)).isEqualTo(0.5);
  }

  @Test
  void aFractionIsTheSamePlaceAtAnySize() {
    double small = PixelCentres.fraction(10.25, 112);

    Warp enlarged = Warp.crop(Box.ofPicture(new Size(112, 112)), new Size(448, 448));
    assertThat(enlarged.map(new Point(10.25, 0)).x())
        .isCloseTo(PixelCentres.pixel(small, 448), within(1e-9));
  }

  @Test
  void pixelUndoesFraction() {
    assertThat(PixelCentres.pixel(PixelCentres.fraction(17.3, 112), 112))
        .isCloseTo(17.3, within(1e-12));
  }
}
