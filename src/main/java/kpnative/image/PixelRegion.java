package kpnative.image;

import kpnative.geometry.Size;

/**
 * A rectangle of whole pixels.
 *
 * @param x its first column, from 0
 * @param y its first row, from 0
 * @param width columns, at least 1
 * @param height rows, at least 1
 */
public record PixelRegion(int x, int y, int width, int height) {
  /** Rejects an empty rectangle, and one that begins before the first pixel. */
  public PixelRegion {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "a region of pixels needs at least 1 x 1 from 0, 0 on, got %d x %d from %d, %d"
              .formatted(width, height, x, y));
    }
  }

  /** {@return all pixels of a picture of this size} */
  public static PixelRegion whole(Size size) {
    return new PixelRegion(0, 0, size.width(), size.height());
  }

  /** {@return whether every pixel of {@code other} is one of these} */
  public boolean contains(PixelRegion other) {
    return contains(other.x, other.y, other.width, other.height);
  }

  boolean contains(int otherX, int otherY, int otherWidth, int otherHeight) {
    return otherX >= x
        && otherY >= y
        && otherX + otherWidth <= x + width
        && otherY + otherHeight <= y + height;
  }

  /** {@return the smallest region that holds both} */
  public PixelRegion union(PixelRegion other) {
    int left = Math.min(x, other.x);
    int top = Math.min(y, other.y);
    return new PixelRegion(
        left,
        top,
        Math.max(x + width, other.x + other.width) - left,
        Math.max(y + height, other.y + other.height) - top);
  }

  /**
   * Checks that a picture has all of these pixels.
   *
   * @throws IllegalArgumentException if it is smaller
   */
  void requireWithin(Size picture) {
    if (x + width > picture.width() || y + height > picture.height()) {
      throw new IllegalArgumentException(this + " is not within a picture of " + picture);
    }
  }

  @Override
  public String toString() {
    return width + "x" + height + " pixels from " + x + ", " + y;
  }
}
