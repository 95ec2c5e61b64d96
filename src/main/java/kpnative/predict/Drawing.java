package kpnative.predict;

import java.awt.image.BufferedImage;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import kpnative.draw.FaceOverlay;
import kpnative.draw.PoseAxes;
import kpnative.infer.DetectorSpec;
import kpnative.pose.HeadPose;

/**
 * How found faces are drawn.
 *
 * @param radius of the dots, in pixels of the overlay; 0 draws none; empty: in proportion
 * @param lines their width, in pixels of the overlay; 0 draws none; empty: in proportion
 * @param crops whether the faces are also drawn enlarged, on sheets
 * @param pose whether the heads' axes are drawn
 */
public record Drawing(OptionalDouble radius, OptionalDouble lines, boolean crops, boolean pose) {
  /** Dots and lines in proportion to the face and the picture; no sheets and no axes. */
  public static final Drawing DEFAULT =
      new Drawing(OptionalDouble.empty(), OptionalDouble.empty(), false, false);

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

  /**
   * Draws what comes over the overlay.
   *
   * @param drawn the overlay; changed
   * @param factor by which it is enlarged
   * @param poses of the faces that have one, in the picture's frame
   */
  void finish(BufferedImage drawn, int factor, Stream<HeadPose> poses) {
    if (pose) {
      poses.forEach(each -> PoseAxes.draw(drawn, factor, each));
    }
  }
}
