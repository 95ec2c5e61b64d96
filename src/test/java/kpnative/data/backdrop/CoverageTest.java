package kpnative.data.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CoverageTest {
  private static final View PIXELS = new View(40, 30, 1, 0, 0, 0); // a unit is a pixel

  private static double area(Outline shape) {
    Canvas canvas = new Canvas(40, 30, PIXELS);
    canvas.fill(shape, Colours.gray(1));
    double sum = 0;
    for (float v : canvas.rgb()) {
      sum += v / 3;
    }
    return sum;
  }

  @Test
  void aPolygonCoversItsArea() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 200; i++) {
      double[] xy = new double[6];
      for (int k = 0; k < 6; k++) {
        xy[k] = random.nextDouble(-14, 14);
      }
      double exact =
          Math.abs((xy[2] - xy[0]) * (xy[5] - xy[1]) - (xy[4] - xy[0]) * (xy[3] - xy[1])) / 2;
      Outline triangle = new Outline().to(xy[0], xy[1]).to(xy[2], xy[3]).to(xy[4], xy[5]).close();
      assertThat(area(triangle)).as("triangle %d", i).isCloseTo(exact, within(0.01));
    }
  }

  @Test
  void whatIsOutsideThePictureIsCutOff() {
    assertThat(area(new Outline().rectangle(-100, -100, 100, 100))).isCloseTo(1200, within(1e-3));
    assertThat(area(new Outline().rectangle(-100, -5.5, -10, 4))).isCloseTo(95, within(1e-3));
    assertThat(area(new Outline().rectangle(50, -5, 90, 5))).isZero();
    assertThat(area(new Outline().rectangle(-5, -90, 5, -50))).isZero();
  }

  @Test
  void aRingTheOtherWayRoundIsAHole() {
    Outline ring = new Outline().ellipse(0, 0, 10, 10, 0).ellipse(0, 0, 5, -5, 0);
    double n = 28 / (2 * Math.PI) * Math.sin(2 * Math.PI / 28); // a 28-gon for a circle
    assertThat(area(ring)).isCloseTo(n * Math.PI * (100 - 25), within(0.05));
  }

  @Test
  void pixelsThatAPolygonLeavesAreUntouched() {
    Canvas canvas = new Canvas(40, 30, PIXELS);
    canvas.flood(Colours.gray(0.25));
    canvas.fill(canvas.outline().rectangle(-3, -3, 3, 3), Colours.gray(1));
    float[] rgb = canvas.rgb();
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        boolean inside = x >= 17 && x < 23 && y >= 12 && y < 18;
        assertThat(rgb[3 * (40 * y + x)]).isEqualTo(inside ? 1 : 0.25f);
      }
    }
  }
}
