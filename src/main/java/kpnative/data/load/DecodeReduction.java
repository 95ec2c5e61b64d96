package kpnative.data.load;

import kpnative.geometry.Warp;

/**
 * How far a photograph is reduced while it is decoded, where its face is much larger than the
 * network's input. A function of crop and augmentation, never of a draw, so that a picture is the
 * same at every use.
 */
final class DecodeReduction {
  /**
   * Pixels of the input to one of the reduced picture, at most: no detail is lost that it shows.
   */
  private static final double MOST = 1;

  private DecodeReduction() {}

  /**
   * {@return 1, 2, 4 or 8 pixels of the photograph that may become one, along each side}
   *
   * @param crop from the photograph to the input, without augmentation; turns nothing
   * @param enlargement the largest by the augmentation
   */
  static int of(Warp crop, double enlargement) {
    double scale = Math.max(crop.m00(), crop.m11()) * enlargement;
    int reduction = 8;
    while (reduction > 1 && !(scale * reduction <= MOST)) {
      reduction /= 2;
    }
    return reduction;
  }
}
