package kpnative.draw;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.util.List;
import kpnative.eval.Prediction;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.Visibility;
import org.jspecify.annotations.Nullable;

/**
 * One face of a sheet.
 *
 * @param picture the picture to show, uncropped
 * @param truth ground truth of the drawn keypoints in the picture's frame; null draws none
 * @param predicted predictions of the drawn keypoints in the picture's frame; null draws none
 * @param caption one line or two below the picture; long ones are shortened in the middle
 * @param visibility of each ground truth keypoint, or of each predicted one where no truth is
 *     drawn; empty if all are visible
 */
public record FaceTile(
    BufferedImage picture,
    @Nullable Keypoints truth,
    @Nullable Keypoints predicted,
    String caption,
    List<Visibility> visibility) {

  /** The background of a tile, where its picture does not cover it. */
  static final Color MOUNT = new Color(0xE4, 0xE4, 0xE0);

  private static final double AROUND = 1.5; // times a face's extent
  private static final double MOST_AROUND = 2; // times the photograph's longer side

  /** Copies the list. */
  public FaceTile {
    visibility = List.copyOf(visibility);
  }

  /** A tile whose keypoints are all visible. */
  public FaceTile(
      BufferedImage picture,
      @Nullable Keypoints truth,
      @Nullable Keypoints predicted,
      String caption) {
    this(picture, truth, predicted, caption, List.of());
  }

  /** {@return a copy with other visibilities} */
  public FaceTile with(List<Visibility> shown) {
    return new FaceTile(picture, truth, predicted, caption, shown);
  }

  /**
   * {@return the part of a photograph that the network saw, upright}
   *
   * @param indices schema indices of the predicted keypoints, which select the ground truth to draw
   * @throws ArithmeticException if the prediction's warp has no inverse
   */
  public static FaceTile seenByNetwork(
      BufferedImage photograph, Prediction prediction, int[] indices, String caption) {
    return cropped(
        photograph,
        seen(prediction),
        prediction.truth().select(indices),
        prediction.predicted(),
        caption);
  }

  /**
   * {@return the pixels of a photograph within {@code box}}
   *
   * @param box in the photograph's frame; the part outside the photograph is cut off, and a box
   *     wholly outside shows the whole photograph
   * @param truth in the photograph's frame; null draws none
   * @param predicted in the photograph's frame; null draws none
   */
  public static FaceTile cropped(
      BufferedImage photograph,
      Box box,
      @Nullable Keypoints truth,
      @Nullable Keypoints predicted,
      String caption) {
    int left = clamp(box.left() + 0.5, photograph.getWidth());
    int top = clamp(box.top() + 0.5, photograph.getHeight());
    int right = clamp(box.right() + 0.5, photograph.getWidth());
    int bottom = clamp(box.bottom() + 0.5, photograph.getHeight());
    if (right <= left || bottom <= top) {
      return new FaceTile(photograph, truth, predicted, caption);
    }
    // A copy, so that a sheet doesn't hold whole photographs.
    BufferedImage part = new BufferedImage(right - left, bottom - top, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = part.createGraphics();
    g.drawImage(photograph, -left, -top, null);
    g.dispose();
    Warp shift = Warp.translation(-left, -top);
    return new FaceTile(
        part,
        truth == null ? null : truth.map(shift),
        predicted == null ? null : predicted.map(shift),
        caption);
  }

  /** {@return a {@link #framed} tile that expects nothing} */
  public static FaceTile framed(
      BufferedImage photograph, Box square, @Nullable Keypoints truth, String caption) {
    return framed(photograph, square, truth, null, caption);
  }

  /**
   * {@return the pixels of a photograph within a square, and grey where the square extends outside}
   *
   * @param square in the photograph's frame; limited to twice the photograph's longer side
   * @param truth in the photograph's frame; null draws none
   * @param expected where the points are expected, drawn as predictions; null draws none
   */
  public static FaceTile framed(
      BufferedImage photograph,
      Box square,
      @Nullable Keypoints truth,
      @Nullable Keypoints expected,
      String caption) {
    Size size = new Size(photograph.getWidth(), photograph.getHeight());
    Box all = Box.ofPicture(size).widenedTo(1).scaled(MOST_AROUND);
    Box box = square.width() > all.width() ? all : square;
    int side = (int) Math.max(1, Math.ceil(box.width()));
    int left = (int) Math.round(box.left() + 0.5);
    int top = (int) Math.round(box.top() + 0.5);
    BufferedImage part = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = part.createGraphics();
    g.setColor(MOUNT);
    g.fillRect(0, 0, side, side);
    g.drawImage(photograph, -left, -top, null);
    g.dispose();
    Warp shift = Warp.translation(-left, -top);
    return new FaceTile(
        part,
        truth == null ? null : truth.map(shift),
        expected == null ? null : expected.map(shift),
        caption);
  }

  /**
   * {@return the square around a face, enlarged or reduced to the size of a tile}
   *
   * @param photograph a tile keeps none of its pixels
   * @param predicted the face in the photograph's frame
   * @param extent the keypoints' extent; half of it is added around, and where the square extends
   *     outside the photograph the tile is grey
   * @param side of the tile, pixels
   */
  public static FaceTile closeUp(
      BufferedImage photograph, Keypoints predicted, Box extent, int side, String caption) {
    Box square = extent.widenedTo(1).scaled(AROUND);
    Size tile = new Size(side, side);
    BufferedImage part = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = part.createGraphics();
    g.setColor(MOUNT);
    g.fillRect(0, 0, side, side);
    Box all = Box.ofPicture(new Size(photograph.getWidth(), photograph.getHeight()));
    int left = clamp(square.left() + 0.5, photograph.getWidth());
    int top = clamp(square.top() + 0.5, photograph.getHeight());
    int right = clamp(square.right() + 0.5, photograph.getWidth());
    int bottom = clamp(square.bottom() + 0.5, photograph.getHeight());
    Warp toTile = Warp.crop(square, tile);
    if (right > left && bottom > top && square.overlap(all) > 0) {
      Point from = toTile.map(new Point(left - 0.5, top - 0.5));
      Point to = toTile.map(new Point(right - 0.5, bottom - 0.5));
      int x = (int) Math.round(from.x() + 0.5);
      int y = (int) Math.round(from.y() + 0.5);
      Rectangle target =
          new Rectangle(
              x,
              y,
              Math.max(1, (int) Math.round(to.x() + 0.5) - x),
              Math.max(1, (int) Math.round(to.y() + 0.5) - y));
      Scaled.draw(g, photograph.getSubimage(left, top, right - left, bottom - top), target);
    }
    g.dispose();
    return new FaceTile(part, null, predicted.map(toTile), caption);
  }

  private static int clamp(double edge, int extent) {
    return (int) Math.max(0, Math.min(extent, Math.round(edge)));
  }

  /** The extent, in the photograph, of the input's four corners. */
  private static Box seen(Prediction p) {
    Warp back = p.toInput().inverse();
    Size s = p.input();
    double right = s.width() - 0.5;
    double bottom = s.height() - 0.5;
    double[] corners = new double[8];
    Point[] from = {
      new Point(-0.5, -0.5),
      new Point(right, -0.5),
      new Point(-0.5, bottom),
      new Point(right, bottom)
    };
    for (int i = 0; i < from.length; i++) {
      Point q = back.map(from[i]);
      corners[2 * i] = q.x();
      corners[2 * i + 1] = q.y();
    }
    return Keypoints.of(corners).extent();
  }
}
