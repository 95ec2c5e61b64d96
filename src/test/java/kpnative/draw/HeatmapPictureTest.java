package kpnative.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.util.OptionalInt;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.infer.FaceHeatmaps;
import kpnative.keypoints.Keypoints;
import org.junit.jupiter.api.Test;

/** Two maps of 4 x 4 over an input of 64 x 64, which is drawn at eight times its size. */
class HeatmapPictureTest {
  private static final Size INPUT = new Size(64, 64);
  private static final int CELL = 128; // pixels of the picture per pixel of a map

  private static FaceHeatmaps maps(Warp toInput) {
    float[] values = new float[2 * 16];
    values[1 * 4 + 2] = 0.5f; // the first keypoint: row 1, column 2
    values[16 + 3 * 4] = 50; // the second: row 3, column 0
    Keypoints found = Keypoints.of(10, 10, 50, 50).map(toInput.inverse());
    return new FaceHeatmaps(2, 4, 4, values, found, toInput);
  }

  private static BufferedImage black(int side) {
    return new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
  }

  private static int brightness(BufferedImage picture, int row, int column) {
    int rgb = picture.getRGB(column * CELL + CELL / 2, row * CELL + CELL / 2);
    return (rgb >> 16 & 0xFF) + (rgb >> 8 & 0xFF);
  }

  @Test
  void aMapIsBrightestAtItsMaximum() {
    BufferedImage picture =
        HeatmapPicture.draw(black(64), maps(Warp.IDENTITY), INPUT, OptionalInt.of(0));
    assertThat(picture.getWidth()).isEqualTo(512);
    assertThat(brightness(picture, 1, 2)).isGreaterThan(300);
    assertThat(brightness(picture, 3, 0)).isZero();
  }

  @Test
  void inTheSumEachMapHasItsOwnScale() {
    BufferedImage picture =
        HeatmapPicture.draw(black(64), maps(Warp.IDENTITY), INPUT, OptionalInt.empty());
    assertThat(brightness(picture, 1, 2))
        .isCloseTo(brightness(picture, 3, 0), within(10)) // one lies in the corner
        .isGreaterThan(300);
  }

  @Test
  void theDecodedKeypointIsADot() {
    BufferedImage picture =
        HeatmapPicture.draw(black(64), maps(Warp.IDENTITY), INPUT, OptionalInt.of(1));
    assertThat(picture.getRGB(404, 404) & 0xFFFFFF)
        .isEqualTo(FaceOverlay.PREDICTION.getRGB() & 0xFFFFFF); // (50 + 0.5) * 8
    assertThat(picture.getRGB(84, 84) & 0xFFFFFF).as("the other's place").isZero();
  }

  @Test
  void thePhotographIsTakenThroughTheWarp() {
    BufferedImage photograph = black(128);
    photograph.setRGB(100, 20, 0xFFFFFF);
    Warp toInput = Warp.translation(-90, -10); // the white pixel goes to (10, 10)
    BufferedImage picture =
        HeatmapPicture.draw(photograph, maps(toInput), INPUT, OptionalInt.of(1));
    assertThat(picture.getRGB(84, 84) & 0xFF).isGreaterThan(200);
    assertThat(picture.getRGB(84, 104) & 0xFF).isLessThan(20);
  }
}
