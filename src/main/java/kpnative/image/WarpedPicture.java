package kpnative.image;

import kpnative.geometry.Size;
import kpnative.geometry.Warp;

/**
 * A picture taken through a warp once, as a {@link Resampler} takes a network's input, but as
 * pixels: bilinear, and where it shrinks to less than 0.6, averaged first.
 */
public final class WarpedPicture {
  private WarpedPicture() {}

  /**
   * {@return the warped picture, with the source's channels; the caller closes it}
   *
   * @param source borrowed; holds at least {@link Resampler#reach}
   * @param sourceToResult the warp from the source's pixels to the result's
   * @param size of the result, pixels
   * @param border the values outside the source
   * @throws ArithmeticException if the warp has no inverse
   */
  public static Image of(Image source, Warp sourceToResult, Size size, Border border) {
    try (WarpPass pass = new WarpPass(size.width(), size.height())) {
      return Image.copyOf(pass.apply(source, sourceToResult, border), source.channels());
    }
  }
}
