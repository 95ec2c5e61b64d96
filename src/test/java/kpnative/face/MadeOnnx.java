package kpnative.face;

/** to come */
public final class MadeOnnx {
  private MadeOnnx() {}
  /** x. */
  public static byte[] bytes() {
    return new byte[] {8, 7, 58, 11, 98, 9, 10, 5, 99, 108, 115, 95, 56, 18, 0};
  }
}
