package kpnative.data.backdrop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ViewTest {
  @Test
  void aPixelsPlaceIsSeenAtThatPixel() {
    SplittableRandom random = new SplittableRandom(3);
    float[] place = new float[2];
    for (int i = 0; i < 500; i++) {
      View view =
          new View(
              200,
              120,
              (float) random.nextDouble(50, 300),
              random.nextDouble(-0.5, 0.5),
              (float) random.nextDouble(-1, 1),
              (float) random.nextDouble(-1, 1));
      float x = (float) random.nextDouble(0, 200);
      float y = (float) random.nextDouble(0, 120);
      view.scene(x, y, place);
      assertThat(place[0]).isBetween(view.left() - 0.01f, view.right() + 0.01f);
      assertThat(place[1]).isBetween(view.top() - 0.01f, view.bottom() + 0.01f);
      view.pixel(place[0], place[1], place);
      assertThat(place[0]).isCloseTo(x, within(0.02f));
      assertThat(place[1]).isCloseTo(y, within(0.02f));
    }
  }

  @Test
  void aCoarseCanvasShowsTheSame() {
    View view = new View(160, 120, 100, 0.2, 0.3f, -0.2f);
    float[] fine = new float[2];
    float[] coarse = new float[2];
    view.pixel(0.4f, -0.3f, fine);
    view.coarse(4).pixel(0.4f, -0.3f, coarse);
    assertThat(coarse[0]).isCloseTo(fine[0] / 4, within(1e-3f));
    assertThat(coarse[1]).isCloseTo(fine[1] / 4, within(1e-3f));
  }
}
