package kpnative.image;

import java.util.Locale;
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
  /** Rejects an empty rectangle and negative coordinates. */
  public PixelRegion {
    if (x < 0 || y < 0 || width < 1 || height < 1) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "a pixel region needs at least 1 x 1 pixels from 0, 0, got %d x %d from %d, %d",
              width,
              height,
              x,
              y));
    }
  }

  /** {@return the region of all pixels of a picture of this size} */
  public static PixelRegion whole(Size size) {
    return new PixelRegion(0, 0, size.width(), size.height());
  }

  /** {@return whether this region contains all of {@code other}} */
  public boolean contains(PixelRegion other) {
    return contains(other.x, other.y, other.width, other.height);
  }

  boolean contains(int otherX, int otherY, int otherWidth, int otherHeight) {
    return otherX >= x
        && otherY >= y
        && otherX + otherWidth <= x + width
        && otherY + otherHeight <= y + height;
  }

  /** {@return the smallest region that contains both} */
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
   * Checks that a picture contains this region.
   *
   * @throws IllegalArgumentException if it does not
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
