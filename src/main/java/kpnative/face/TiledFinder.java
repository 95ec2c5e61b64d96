package kpnative.face;

import java.util.ArrayList;
import java.util.List;
import kpnative.checks.Require;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Image;
import kpnative.natives.NativeScope;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/*
 * Finders shrink a picture to some 640 pixels. Here they see it whole, and then in tiles of 640 pixels, at
 * scales that double up to the one in which the smallest faces are large enough. Tiles overlap by a fifth,
 * and of each only those faces count whose middle is nearer to its own than to its neighbour's, and that are
 * so small that no edge cuts them; a larger one is small enough at the next scale.
 */
/** Another finder, which also sees small parts of a large picture. Owns the other. */
final class TiledFinder implements FaceFinder {
  /** The smallest and largest {@code from}, pixels. */
  static final double LEAST = 8;

  static final double MOST = 10_000;

  /** The side of a tile as the finder sees it, pixels. */
  private static final int SIDE = 640;

  /**
   * How large the smallest faces are made, pixels: docs/guide/finder.md has the built-in's misses.
   */
  private static final double SEEN = 40;

  private static final double OVERLAP =
      0.2; // of a tile's side; larger faces are left to the next scale

  private final FaceFinder finder;
  private final double from;

  /**
   * Creates one.
   *
   * @param from the smallest size of faces that must be seen, pixels of the picture
   */
  TiledFinder(FaceFinder finder, double from) {
    this.finder = finder;
    this.from = from;
  }

  static double requireSize(double from) {
    Require.range("the size of the smallest faces", from, LEAST, MOST);
    return from;
  }

  @Override
  public List<FaceCandidate> find(Image picture) {
    List<FaceCandidate> all = new ArrayList<>(finder.find(picture));
    Size size = picture.size();
    int longer = Math.max(size.width(), size.height());
    for (double scale = from / SEEN; scale * SIDE < longer; scale *= 2) {
      Axis across = Axis.of(size.width(), scale * SIDE);
      Axis down = Axis.of(size.height(), scale * SIDE);
      for (int row = 0; row < down.count; row++) {
        for (int column = 0; column < across.count; column++) {
          find(picture, scale, new Tile(across, column, down, row), all);
        }
      }
    }
    return NonMaximumSuppression.of(all);
  }

  private void find(Image picture, double scale, Tile tile, List<FaceCandidate> all) {
    int width = Math.max(1, (int) Math.round(tile.across.side / scale));
    int height = Math.max(1, (int) Math.round(tile.down.side / scale));
    List<FaceCandidate> found;
    try (Image seen = resized(picture, tile, width, height)) {
      found = finder.find(seen);
    }
    double sx = (double) tile.across.side / width;
    double sy = (double) tile.down.side / height;
    // edges map onto edges
    Warp back =
        Warp.affine(sx, 0, 0.5 * sx - 0.5 + tile.left(), 0, sy, 0.5 * sy - 0.5 + tile.top());
    for (FaceCandidate face : found) {
      FaceCandidate there = map(face, back);
      if (tile.takes(there.box(), scale)) {
        all.add(there);
      }
    }
  }

  /** {@return a tile as the finder sees it, owned by the caller} */
  private static Image resized(Image picture, Tile tile, int width, int height) {
    try (NativeScope scope = NativeScope.open()) {
      Rect part = new Rect(tile.left(), tile.top(), tile.across.side, tile.down.side);
      Mat own = new Mat();
      opencv_imgproc.resize(
          picture.mat().apply(part),
          own,
          new org.bytedeco.opencv.opencv_core.Size(width, height),
          0,
          0,
          width < part.width() ? opencv_imgproc.INTER_AREA : opencv_imgproc.INTER_LINEAR);
      return Image.owning(own);
    }
  }

  private static FaceCandidate map(FaceCandidate face, Warp back) {
    Point a = back.map(new Point(face.box().left(), face.box().top()));
    Point b = back.map(new Point(face.box().right(), face.box().bottom()));
    return new FaceCandidate(
        new Box(a.x(), a.y(), b.x(), b.y()),
        face.score(),
        face.marks().stream().map(back::map).toList());
  }

  /**
   * Tiles along one axis.
   *
   * @param pixels of the picture
   * @param side of a tile, pixels
   */
  private record Axis(int pixels, int side, int count) {
    static Axis of(int pixels, double wanted) {
      int side = (int) Math.min(pixels, Math.ceil(wanted));
      double step = (1 - OVERLAP) * side;
      return new Axis(pixels, side, 1 + (int) Math.ceil((pixels - side) / step));
    }

    int start(int tile) {
      return count == 1 ? 0 : (int) Math.round((double) tile * (pixels - side) / (count - 1));
    }

    /** Whether a place is nearer to a tile's middle than to its neighbours'. */
    boolean isNearest(int tile, double place) {
      double from = tile == 0 ? -pixels : (start(tile) + start(tile - 1) + side) / 2.0;
      double to = tile == count - 1 ? 2.0 * pixels : (start(tile) + start(tile + 1) + side) / 2.0;
      return place + 0.5 >= from && place + 0.5 < to;
    }

    /** Whether a tile ends within the picture, at or before what begins or ends at these places. */
    boolean cuts(int tile, double from, double to, double pixel) {
      return (tile > 0 && from <= start(tile) + pixel)
          || (tile < count - 1 && to >= start(tile) + side - pixel);
    }
  }

  private record Tile(Axis across, int column, Axis down, int row) {
    int left() {
      return across.start(column);
    }

    int top() {
      return down.start(row);
    }

    /**
     * Whether a face is this tile's.
     *
     * @param pixel one of what the finder saw, pixels of the picture
     */
    boolean takes(Box face, double pixel) {
      Point middle = face.center();
      double most = OVERLAP * Math.max(across.side, down.side);
      return Math.max(face.width(), face.height()) <= most
          && across.isNearest(column, middle.x())
          && down.isNearest(row, middle.y())
          && !across.cuts(column, face.left(), face.right(), pixel)
          && !down.cuts(row, face.top(), face.bottom(), pixel);
    }
  }

  @Override
  public boolean isSure() {
    return finder.isSure();
  }

  @Override
  public void close() {
    finder.close();
  }
}
