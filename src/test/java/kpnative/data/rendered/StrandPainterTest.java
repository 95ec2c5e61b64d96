package kpnative.data.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrandPainterTest {
  private static final int SIZE = 64;

  /** {@return how much light a black strand takes from a white picture, pixels} */
  private static double taken(float[] points, float width, int perStrand) {
    float[] rgb = new float[3 * SIZE * SIZE];
    Arrays.fill(rgb, 1);
    Canvas canvas = new Canvas(SIZE, SIZE, rgb);
    FaceScene scene = new FaceScene();
    scene.strands.add(
        new Strands(
            points, perStrand, new float[3], new float[] {width}, new float[] {1}, 0, 1, 0));
    View view = new View(1000, 1, 0, 0, SIZE / 2.0, SIZE / 2.0); // a pixel a cm
    FaceShader.render(
        canvas, scene, view, new FacePose(0, 0, 0), Lighting.draw(new SplittableRandom(1)));
    double sum = 0;
    for (int i = 0; i < rgb.length; i += 3) {
      sum += 1 - rgb[i];
    }
    return sum;
  }

  @ParameterizedTest
  @CsvSource({"0, 0.3", "0.25, 0.3", "0.5, 0.3", "0.5, 0.9", "0.1, 2.5", "0.6, 2.5"})
  void aStrandTakesItsAreaWhereverItLies(float shift, float width) {
    float[] upright = {shift, -20, 2, shift, 20, 2};
    assertThat(taken(upright, width, 2)).isCloseTo(40 * width, within(0.03 * 40 * width));
    float[] sloped = {-15, -10 + shift, 2, 15, 10 + shift, 2};
    double length = Math.hypot(30, 20);
    assertThat(taken(sloped, width, 2)).isCloseTo(length * width, within(0.08 * length * width));
  }

  @ParameterizedTest
  @CsvSource({"0.3", "1.5"})
  void segmentsThatMeetCoverNoPixelTwice(float width) {
    float[] one = {0.3f, -20, 2, 0.3f, 20, 2};
    float[] four = {0.3f, -20, 2, 0.3f, -8.5f, 2, 0.3f, 3.2f, 2, 0.3f, 20, 2};
    assertThat(taken(four, width, 4)).isCloseTo(taken(one, width, 2), within(1e-3));
  }
}
