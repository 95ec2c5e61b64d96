package kpnative.face;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.natives.NativeMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** White squares, found by a finder that sees at most 640 pixels, and there only larger ones. */
class TiledFinderTest {
  private static final double FROM = 24;

  /** A finder of white squares of 16 pixels and more in what it shrinks to 640. */
  private static final class Squares implements FaceFinder {
    private boolean closed;

    @Override
    public List<FaceCandidate> find(Image picture) {
      BufferedImage pixels = picture.toBufferedImage();
      double scale = Math.min(1, 640.0 / Math.max(pixels.getWidth(), pixels.getHeight()));
      List<FaceCandidate> found = new ArrayList<>();
      List<Box> all = new ArrayList<>();
      for (int y = 0; y < pixels.getHeight(); y++) {
        for (int x = 0; x < pixels.getWidth(); x++) {
          if (isWhite(pixels, x, y) && !isAbout(all, x, y)) {
            int right = x;
            int down = y;
            while (isWhite(pixels, right + 1, y)) {
              right++;
            }
            while (isWhite(pixels, (x + right) / 2, down + 1)) { // the edge is blurred
              down++;
            }
            Box box = new Box(x - 0.5, y - 0.5, right + 0.5, down + 0.5);
            all.add(box);
            if (scale * Math.min(box.width(), box.height()) >= 16) {
              found.add(new FaceCandidate(box, box.width() * box.height()));
            }
          }
        }
      }
      return NonMaximumSuppression.of(found);
    }

    /** Whether a pixel is of a square that is known, or on its blurred edge. */
    private static boolean isAbout(List<Box> all, int x, int y) {
      return all.stream()
          .anyMatch(
              b -> x > b.left() - 2 && x < b.right() + 2 && y > b.top() - 2 && y < b.bottom() + 2);
    }

    private static boolean isWhite(BufferedImage pixels, int x, int y) {
      return x >= 0
          && y >= 0
          && x < pixels.getWidth()
          && y < pixels.getHeight()
          && (pixels.getRGB(x, y) & 255) > 127;
    }

    @Override
    public boolean isSure() {
      return true;
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static Image picture(int width, int height, List<Box> squares) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = picture.createGraphics();
    g.setColor(Color.WHITE);
    for (Box box : squares) {
      g.fillRect(
          (int) (box.left() + 0.5), (int) (box.top() + 0.5), (int) box.width(), (int) box.height());
    }
    g.dispose();
    return Image.of(picture, Channels.COLOR);
  }

  private static void assertFoundOnce(int width, int height, List<Box> squares) {
    try (Image picture = picture(width, height, squares);
        TiledFinder finder = new TiledFinder(new Squares(), FROM)) {
      List<FaceCandidate> found = finder.find(picture);

      assertThat(found).hasSize(squares.size());
      for (Box square : squares) {
        assertThat(found)
            .as("square %s", square)
            .anyMatch(face -> face.box().overlap(square) > 0.75);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1900, 1300, 1", "700, 1900, 3"})
  void squaresOfAllSizesAreFoundOnceEach(int width, int height, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Box> squares = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      int side = (int) (FROM * Math.pow(16, random.nextDouble()));
      if (side > Math.min(width, height) / 2) {
        continue;
      }
      Box square =
          Box.ofPixels(random.nextInt(width - side), random.nextInt(height - side), side, side);
      Box around = square.scaled(1.5);
      if (squares.stream().allMatch(other -> other.scaled(1.5).overlap(around) == 0)) {
        squares.add(square);
      }
    }
    assertThat(squares).as("seed %d", seed).hasSizeGreaterThan(15);

    assertFoundOnce(width, height, squares);
  }

  /** Whatever the edges of tiles cut. */
  @ParameterizedTest
  @ValueSource(ints = {24, 60, 95, 150})
  void aSquareIsFoundOnceWhereverItIs(int side) {
    for (int shift = 0; shift < 400; shift += 80) {
      assertFoundOnce(1300, 500, List.of(Box.ofPixels(200 + shift, 100 + shift / 2, side, side)));
    }
  }

  @Test
  void withoutTilesTheSmallAreMissed() {
    List<Box> squares = List.of(Box.ofPixels(1000, 800, 24, 24));
    try (Image picture = picture(3000, 2000, squares);
        Squares finder = new Squares()) {
      assertThat(finder.find(picture)).isEmpty();
    }
  }

  @Test
  void aPictureThatIsSmallEnoughIsSeenWholeOnly() {
    assertFoundOnce(300, 200, List.of(Box.ofPixels(100, 80, 24, 24)));
  }

  @Test
  void nothingIsLeftInNativeMemory() {
    try (Image picture = picture(1300, 500, List.of(Box.ofPixels(200, 100, 40, 40)));
        TiledFinder finder = new TiledFinder(new Squares(), FROM)) {
      long before = NativeMemory.objects();
      finder.find(picture);
      assertThat(NativeMemory.objects()).isEqualTo(before);
    }
  }

  @Test
  void itClosesTheFinderThatItOwns() throws IOException {
    Squares squares = new Squares();
    FaceFinder tiled = FaceFinders.tiled(() -> squares, FROM).make();

    assertThat(tiled.isSure()).isTrue();
    tiled.close();
    assertThat(squares.closed).isTrue();
  }

  @ParameterizedTest
  @ValueSource(doubles = {7.9, 10_001, Double.NaN, -1})
  void theSmallestSizeHasARange(double from) {
    assertThatThrownBy(() -> FaceFinders.tiled(Squares::new, from))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("size of the smallest faces");
  }
}
