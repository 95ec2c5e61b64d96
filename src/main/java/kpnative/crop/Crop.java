package kpnative.crop;

import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;

/**
 * The part of a photograph that the network sees, and the way there and back. Immutable.
 *
 * @param region the part, widened to the input's aspect; it may reach over the photograph's edges
 * @param toInput the warp from the photograph's pixels to the input's, which takes {@code region}
 *     to the whole input
 */
public record Crop(Box region, Warp toInput) {
  /**
   * {@return the crop around a face}
   *
   * @param rule gives the margin
   * @param face the rectangle around the face's keypoints, without margin; photograph's pixels
   * @param input the size of the network's input
   */
  public static Crop around(Box face, BoxRule rule, Size input) {
    return of(rule.around(face), rule, input);
  }

  /** {@return the crop of a whole picture of this size, where the face fills it: no margin} */
  public static Crop ofPicture(Size picture, BoxRule rule, Size input) {
    return of(Box.ofPicture(picture), rule, input);
  }

  /** {@return the crop of a box that has its margin} */
  public static Crop of(Box withMargin, BoxRule rule, Size input) {
    Box region = rule.crop(withMargin, input);
    return new Crop(region, Warp.crop(region, input));
  }

  /** {@return the warp from the input's pixels to the photograph's} */
  public Warp toPhotograph() {
    return toInput.inverse();
  }
}
