package kpnative.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import kpnative.finder.CellGrid;
import kpnative.finder.FinderFile;
import kpnative.finder.FinderNetwork;
import kpnative.finder.FinderShape;
import kpnative.finder.FinderSpec;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.network.TensorSlot;
import kpnative.weights.TensorData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A finder whose weights are made by hand: its score at stride 8 is the picture's brightness there,
 * so that it finds what is white.
 */
class NetworkFinderTest {
  private static final FinderShape SHAPE =
      new FinderShape(1, List.of(1, 1, 1, 1), List.of(0, 0, 0, 0), 1);

  @ParameterizedTest
  @CsvSource({"640, 480", "480, 640", "300, 200", "640, 427", "1280, 720", "2000, 3000", "33, 900"})
  void itFindsWhatIsThereInThePicturesOwnFrame(int width, int height) {
    double scale = Math.max(1, Math.max(width, height) / 640.0); // of input pixels
    double side = 8 * scale;
    double x = Math.min(0.6 * width, width - 1.5 * side);
    double y = 0.55 * height;
    try (NetworkFinder finder = new NetworkFinder(file());
        Image picture = Image.of(white(width, height, x, y, side), Channels.COLOR)) {
      List<FaceCandidate> found = finder.find(picture);

      assertThat(found).isNotEmpty();
      Box box = found.get(0).box();
      Point middle = box.center();
      assertThat(middle.distanceTo(new Point(x + side / 2, y + side / 2)))
          .as("distance of the middle of %s", box)
          .isLessThan(1.5 * side);
      assertThat(box.width()).isBetween(31.9 * scale, 32.1 * scale); // 4 strides
      assertThat(found.get(0).marks()).hasSize(5);
    }
  }

  @Test
  void aGrayPictureIsSearchedToo() {
    try (NetworkFinder finder = new NetworkFinder(file());
        Image color = Image.of(white(320, 240, 100, 80, 8), Channels.COLOR);
        Image gray = color.as(Channels.GRAY)) {
      assertThat(finder.find(gray)).isEqualTo(finder.find(color)).isNotEmpty();
    }
  }

  @Test
  void picturesOfManySizesTakeTurns() {
    try (NetworkFinder finder = new NetworkFinder(file())) {
      List<Size> sizes =
          List.of(
              new Size(640, 480),
              new Size(100, 100),
              new Size(300, 150),
              new Size(200, 320),
              new Size(480, 640));
      for (int round = 0; round < 2; round++) {
        for (Size size : sizes) {
          try (Image picture =
              Image.of(white(size.width(), size.height(), 40, 40, 10), Channels.COLOR)) {
            assertThat(finder.find(picture)).as("in %s", size).isNotEmpty();
          }
        }
      }
    }
  }

  @Test
  void whatWasClosedSaysSo() {
    NetworkFinder finder = new NetworkFinder(file());
    finder.close();
    finder.close();
    try (Image picture = Image.of(white(64, 64, 10, 10, 8), Channels.COLOR)) {
      assertThatThrownBy(() -> finder.find(picture))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("after close");
    }
  }

  @Test
  void everyPictureFitsIntoAnInput() {
    for (int width = 1; width < 3000; width += 97) {
      for (int height = 1; height < 3000; height += 89) {
        FinderInputs.Fit fit = FinderInputs.fit(new Size(width, height));
        Point corner = fit.toInput().map(new Point(width - 0.5, height - 0.5));
        assertThat(corner.x()).isLessThan(fit.size().width() + 0.5);
        assertThat(corner.y()).isLessThan(fit.size().height() + 0.5);
        new CellGrid(fit.size());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "60, 50, 2",
    "160, 120, 1.25",
    "200, 100, 1",
    "320, 240, 1",
    "640, 480, 1",
    "1280, 700, .5"
  })
  void onlyVerySmallPicturesAreEnlarged(int width, int height, double scale) {
    FinderInputs.Fit fit = FinderInputs.fit(new Size(width, height));
    assertThat(fit.toInput().scaleAt(new Point(0, 0))).isCloseTo(scale, within(1e-9));
  }

  private static BufferedImage white(int width, int height, double x, double y, double side) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = picture.createGraphics();
    g.setColor(Color.WHITE);
    g.fillRect((int) x, (int) y, (int) Math.ceil(side), (int) Math.ceil(side));
    g.dispose();
    return picture;
  }

  /**
   * Brightness, averaged along the way to stride 8; the coarser strides and the rest are silent.
   */
  private static FinderFile file() {
    Map<String, TensorData> tensors = new LinkedHashMap<>();
    for (TensorSlot slot : FinderNetwork.of(SHAPE, new Size(32, 32)).slots()) {
      float[] values = new float[(int) slot.elements()];
      String name = slot.name();
      boolean kernel = name.endsWith(".each.weight") || name.equals("stem.conv.weight");
      boolean identity = name.endsWith(".mix.weight") || name.endsWith("lateral8.conv.weight");
      if (kernel) {
        Arrays.fill(values, 1f / values.length);
      } else if (identity || name.endsWith(".bn.weight") || name.endsWith(".running_var")) {
        Arrays.fill(values, 1);
      } else if (name.equals("answer8.weight")) {
        values[0] = 1000;
      } else if (name.startsWith("answer") && name.endsWith(".bias")) {
        values[0] = -50;
      }
      long[] shape = slot.shape().stream().mapToLong(Integer::longValue).toArray();
      tensors.put(name, TensorData.ofFloats(values, shape));
    }
    return new FinderFile(
        "made by hand", new FinderSpec("1", SHAPE, 0, 1, 0.5), tensors, Optional.empty());
  }
}
