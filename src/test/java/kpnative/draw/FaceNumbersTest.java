package kpnative.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import kpnative.geometry.Box;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FaceNumbersTest {
  private static final Color GROUND = new Color(90, 120, 150);

  @BeforeEach
  void thisMachineHasAFont() {
    assumeThat(Lettering.problem()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, 1, above the box",
    "100, 2, 1, below its edge",
    "-30, 100, 1, in the picture",
    "630, 100, 1, in the picture",
    "40, 60, 3, enlarged"
  })
  void aNumberStandsAtItsBoxInThePicture(int left, int top, int factor, String where) {
    BufferedImage picture = plain(factor);
    FaceNumbers.draw(picture, factor, new Box(left - 0.5, top - 0.5, left + 80, top + 90), 12);

    Rectangle changed = changed(picture);
    assertThat(changed.isEmpty()).as(where).isFalse();
    assertThat(new Rectangle(picture.getWidth(), picture.getHeight()).contains(changed)).isTrue();
    assertThat(changed.x)
        .isEqualTo(Math.max(0, Math.min(left * factor, 640 * factor - changed.width)));
    if (top > changed.height) {
      assertThat(changed.y + changed.height).isEqualTo(top * factor);
    } else {
      assertThat(changed.y).isEqualTo(top * factor);
    }
    assertThat(holds(picture, Color.WHITE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "1234"})
  void differentNumbersLookDifferent(int number) {
    BufferedImage one = plain(1);
    BufferedImage other = plain(1);
    FaceNumbers.draw(one, 1, new Box(100, 100, 200, 200), number);
    FaceNumbers.draw(other, 1, new Box(100, 100, 200, 200), number + 1);
    boolean same = true;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        same &= one.getRGB(x, y) == other.getRGB(x, y);
      }
    }
    assertThat(same).isFalse();
  }

  private static BufferedImage plain(int factor) {
    BufferedImage picture =
        new BufferedImage(640 * factor, 480 * factor, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        picture.setRGB(x, y, GROUND.getRGB());
      }
    }
    return picture;
  }

  private static Rectangle changed(BufferedImage picture) {
    Rectangle all = new Rectangle(-1, -1);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (picture.getRGB(x, y) != GROUND.getRGB()) {
          all.add(new Rectangle(x, y, 1, 1));
        }
      }
    }
    return all;
  }

  private static boolean holds(BufferedImage picture, Color color) {
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        if (picture.getRGB(x, y) == color.getRGB()) {
          return true;
        }
      }
    }
    return false;
  }
}
