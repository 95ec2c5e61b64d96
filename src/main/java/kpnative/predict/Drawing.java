package kpnative.predict;

import java.util.OptionalDouble;
import kpnative.draw.FaceOverlay;
import kpnative.infer.DetectorSpec;

/**
 * How found faces are drawn.
 *
 * @param radius of the dots, in pixels of the overlay; 0 draws none; empty: in proportion
 * @param lines their width, in pixels of the overlay; 0 draws none; empty: in proportion
 * @param crops whether the faces are also drawn enlarged, on sheets
 */
public record Drawing(OptionalDouble radius, OptionalDouble lines, boolean crops) {
  /** Dots and lines in proportion to the face and the picture; no sheets. */
  public static final Drawing DEFAULT =
      new Drawing(OptionalDouble.empty(), OptionalDouble.empty(), false);

  /**
   * {@return the overlay for a detector's keypoints}
   *
   * @throws IllegalArgumentException if a size is out of range
   */
  FaceOverlay overlay(DetectorSpec spec) {
    FaceOverlay overlay = FaceOverlay.of(spec.keypointSchema(), spec.indices());
    if (radius.isPresent()) {
      overlay = overlay.withRadius(radius.getAsDouble());
    }
    return lines.isPresent() ? overlay.withLines(lines.getAsDouble()) : overlay;
  }
}
