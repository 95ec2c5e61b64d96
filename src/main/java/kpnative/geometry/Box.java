package kpnative.geometry;

/**
 * An axis-aligned rectangle in a pixel frame, given by its edges.
 *
 * <p>Whole numbers are pixel centres, so the box of a whole picture of W x H pixels runs from
 * (-0.5, -0.5) to (W - 0.5, H - 0.5). A box may extend beyond its picture.
 *
 * @param left the left edge, pixels
 * @param top the upper edge, pixels
 * @param right the right edge, pixels, greater than {@code left}
 * @param bottom the lower edge, pixels, greater than {@code top}
 */
public record Box(double left, double top, double right, double bottom) {
  /** Rejects an empty, reversed or non-finite rectangle. */
  public Box {
    boolean finite =
        Double.isFinite(left)
            && Double.isFinite(top)
            && Double.isFinite(right)
            && Double.isFinite(bottom);
    if (!finite || !(right > left) || !(bottom > top)) {
      throw new IllegalArgumentException(
          "a box needs left < right and top < bottom, got "
              + left
              + ", "
              + top
              + " to "
              + right
              + ", "
              + bottom);
    }
  }

  /** {@return the box that covers every pixel of a picture of this size} */
  public static Box ofPicture(Size size) {
    return new Box(-0.5, -0.5, size.width() - 0.5, size.height() - 0.5);
  }

  /** {@return the box of width x height pixels whose upper left pixel has its centre at (x, y)} */
  public static Box ofPixels(double x, double y, double width, double height) {
    return new Box(x - 0.5, y - 0.5, x - 0.5 + width, y - 0.5 + height);
  }

  /** {@return the width in pixels} */
  public double width() {
    return right - left;
  }

  /** {@return the height in pixels} */
  public double height() {
    return bottom - top;
  }

  /** {@return the centre} */
  public Point center() {
    return new Point((left + right) / 2, (top + bottom) / 2);
  }

  /**
   * {@return this box with its sides multiplied by {@code factor} about its centre}
   *
   * @param factor greater than 0
   */
  public Box scaled(double factor) {
    Point c = center();
    double w = width() * factor / 2;
    double h = height() * factor / 2;
    return new Box(c.x() - w, c.y() - h, c.x() + w, c.y() + h);
  }

  /**
   * {@return the smallest box with this centre and the aspect ratio {@code aspect} (width / height)
   * that contains this one}
   */
  public Box widenedTo(double aspect) {
    Point c = center();
    double w = Math.max(width(), height() * aspect) / 2;
    double h = Math.max(height(), width() / aspect) / 2;
    return new Box(c.x() - w, c.y() - h, c.x() + w, c.y() + h);
  }

  /** {@return the intersection over union (IoU) of the two boxes, 0 to 1} */
  public double overlap(Box other) {
    double w = Math.min(right, other.right) - Math.max(left, other.left);
    double h = Math.min(bottom, other.bottom) - Math.max(top, other.top);
    if (w <= 0 || h <= 0) {
      return 0;
    }
    double both = w * h;
    return both / (width() * height() + other.width() * other.height() - both);
  }
}
