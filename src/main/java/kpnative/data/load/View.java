package kpnative.data.load;

import kpnative.checks.Require;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.InputFormat;

/**
 * A further picture of each sample, as another network takes it: warped from the photograph once
 * more, with the same augmentation. Its sides have the ratio of the sample's own.
 *
 * @param input its format
 * @param extent how much of the photograph it shows, as a multiple of the side of what the sample
 *     shows, about the same centre; 0.05 to 20
 */
public record View(InputFormat input, double extent) {
  /** Rejects an extent out of range. */
  public View {
    Require.range("extent", extent, 0.05, 20);
  }

  /**
   * {@return the warp from a sample's input to this picture}
   *
   * @param sample the size of the sample's input
   */
  Warp of(Size sample) {
    double x = input.width() / (sample.width() * extent);
    double y = input.height() / (sample.height() * extent);
    Point centre = new Point((sample.width() - 1) / 2.0, (sample.height() - 1) / 2.0);
    double dx = (input.width() - 1) / 2.0 - x * centre.x();
    double dy = (input.height() - 1) / 2.0 - y * centre.y();
    return Warp.affine(x, 0, dx, 0, y, dy);
  }

  /** {@return how many of this picture's pixels a pixel of the sample's input is} */
  double enlargement(Size sample) {
    return input.width() / (sample.width() * extent);
  }
}
