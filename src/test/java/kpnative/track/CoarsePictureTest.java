package kpnative.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Random;
import kpnative.image.Channels;
import kpnative.image.Image;
import org.junit.jupiter.api.Test;

class CoarsePictureTest {
  private static double[] cells(int seed) {
    Random random = new Random(seed);
    return random.doubles(192).map(x -> 20 + 200 * x).toArray();
  }

  @Test
  void aFlashIsNoCut() {
    CoarsePicture before = new CoarsePicture(cells(1));
    CoarsePicture flash =
        new CoarsePicture(Arrays.stream(cells(1)).map(x -> 60 + 1.3 * x).toArray());

    assertThat(before.likeness(flash)).isCloseTo(1, within(1e-9));
    assertThat(before.changed(flash)).isEqualTo(1);
  }

  @Test
  void twoShotsAreNotAlike() {
    assertThat(new CoarsePicture(cells(1)).likeness(new CoarsePicture(cells(2))))
        .isBetween(-0.3, 0.3);
  }

  @Test
  void nothingIsLikeNothingOnly() {
    CoarsePicture black = new CoarsePicture(new double[192]);

    assertThat(black.likeness(new CoarsePicture(new double[192]))).isEqualTo(1);
    assertThat(black.likeness(new CoarsePicture(cells(1)))).isZero();
  }

  @Test
  void aCellIsTheMeanGreyOfItsPixels() {
    BufferedImage picture = new BufferedImage(64, 24, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect(32, 0, 32, 12);
    g.setColor(new Color(100, 100, 100));
    g.fillRect(0, 12, 32, 6);
    g.dispose();
    for (Channels channels : Channels.values()) {
      try (Image image = Image.of(picture, channels)) {
        assertThat(image.greyCells(2, 2)).containsExactly(0, 255, 50, 0);
      }
    }
  }
}
