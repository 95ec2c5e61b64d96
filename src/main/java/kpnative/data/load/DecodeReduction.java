package kpnative.data.load;

import kpnative.geometry.Warp;

/**
 * The factor by which a photograph is reduced during decoding if its face is much larger than the
 * network's input. It depends on the crop and the augmentation's settings, not on random draws, so
 * that a picture is the same at every use.
 */
final class DecodeReduction {
  /**
   * The most pixels of the input per pixel of the reduced picture; with 1, the input loses no
   * detail.
   */
  private static final double MOST = 1;

  private DecodeReduction() {}

  /**
   * {@return the factor by which each side may be reduced: 1, 2, 4 or 8}
   *
   * @param crop from the photograph to the input, without augmentation; must not rotate
   * @param enlargement the largest factor of the augmentation
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
