package kpnative.face;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;

/**
 * The sizes of input that a {@link NetworkFinder} compiles its network for, and how a picture is
 * fitted into one. Common shapes of pictures, 4:3, 3:2, 5:3, 2:1 and square, fill one nearly; the
 * rest stays black.
 */
final class FinderInputs {
  /** The longer side of the largest input; larger pictures are shrunk to it. */
  static final int LONGER_SIDE = 640;

  private static final int SMALL_SIDE = 320;

  /**
   * Smaller pictures are enlarged to this, at most to double: what is shown small in them is found
   * then. Where a face fills the picture, more would find less.
   */
  private static final double LEAST_SIDE = 200;

  private static final double MOST_ENLARGED = 2;

  private static final List<Size> SIZES =
      Stream.concat(
              sizes(SMALL_SIDE, 192, 224, 256, 320), sizes(LONGER_SIDE, 320, 384, 448, 480, 640))
          .sorted(Comparator.comparingInt(size -> size.width() * size.height()))
          .toList();

  /**
   * A picture in an input.
   *
   * @param size of the input
   * @param toInput from the picture's frame to the input's; edges map onto edges
   */
  record Fit(Size size, Warp toInput) {}

  private FinderInputs() {}

  private static Stream<Size> sizes(int longer, int... shorter) {
    return Arrays.stream(shorter)
        .boxed()
        .flatMap(side -> Stream.of(new Size(longer, side), new Size(side, longer)))
        .distinct();
  }

  /**
   * {@return the smallest input that a picture fits into; it is shrunk if it must, and enlarged, at
   * most to double, only if it is below 200 pixels}
   */
  static Fit fit(Size picture) {
    int side = Math.max(picture.width(), picture.height());
    double enlarged = Math.min(MOST_ENLARGED, LEAST_SIDE / side);
    double scale = Math.max(Math.min(1, (double) LONGER_SIDE / side), enlarged);
    double width = scale * picture.width();
    double height = scale * picture.height();
    Size input =
        SIZES.stream()
            .filter(s -> s.width() >= Math.floor(width) && s.height() >= Math.floor(height))
            .findFirst()
            .orElseThrow();
    Warp warp = Warp.affine(scale, 0, 0.5 * scale - 0.5, 0, scale, 0.5 * scale - 0.5);
    return new Fit(input, warp);
  }
}
