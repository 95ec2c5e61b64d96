package kpnative.image;

/** What a pixel of a decoded picture holds. */
public enum Channels {
  /** One byte: luma. */
  GRAY(1),
  /** Three bytes: blue, green, red, as OpenCV has them. */
  COLOR(3);

  private final int count;

  Channels(int count) {
    this.count = count;
  }

  /** {@return bytes a pixel} */
  public int count() {
    return count;
  }
}
