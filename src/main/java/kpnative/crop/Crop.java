package kpnative.crop;

import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;

/**
 * The region of a photograph that the network sees, and the warps between the two frames.
 * Immutable.
 *
 * @param region the region, widened to the input's aspect ratio; it may extend beyond the
 *     photograph
 * @param toInput the warp from the photograph's pixels to the input's; it maps {@code region} onto
 *     the whole input
 */
public record Crop(Box region, Warp toInput) {
  /**
   * {@return the crop around a face}
   *
   * @param face the box around the face's keypoints, without margin, in the photograph's pixels
   * @param rule gives the margin
   * @param input the size of the network's input
   */
  public static Crop around(Box face, BoxRule rule, Size input) {
    return of(rule.around(face), rule, input);
  }

  /** {@return the crop for a picture of this size that the face fills; no margin is added} */
  public static Crop ofPicture(Size picture, BoxRule rule, Size input) {
    return of(Box.ofPicture(picture), rule, input);
  }

  /** {@return the crop for a box that already includes its margin} */
  public static Crop of(Box withMargin, BoxRule rule, Size input) {
    Box region = rule.crop(withMargin, input);
    return new Crop(region, Warp.crop(region, input));
  }

  /** {@return the warp from the input's pixels to the photograph's} */
  public Warp toPhotograph() {
    return toInput.inverse();
  }
}
