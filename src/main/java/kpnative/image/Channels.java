package kpnative.image;

/** The channels of a decoded picture. */
public enum Channels {
  /** One byte per pixel: luma. */
  GRAY(1),
  /** Three bytes per pixel in OpenCV's channel order: blue, green, red. */
  COLOR(3);

  private final int count;

  Channels(int count) {
    this.count = count;
  }

  /** {@return the number of channels, which is the number of bytes per pixel} */
  public int count() {
    return count;
  }
}
