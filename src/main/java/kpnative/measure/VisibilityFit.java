package kpnative.measure;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.infer.KeypointDetector;
import kpnative.infer.VisibilityCalibration;

/**
 * Fits the calibration of a detector's visibility on annotated faces, with patches laid on them.
 */
public final class VisibilityFit {
  private VisibilityFit() {}

  /**
   * {@return the calibration fitted to these faces; empty if the network does not output
   * visibility, or no point, or each, is hidden}
   *
   * @param detector borrowed
   * @param faces points of which nobody says whether they are hidden count as visible where no
   *     patch lies
   * @param unreadable how to treat a face whose picture cannot be read
   * @throws IOException if a picture cannot be read and {@code unreadable} does not leave it out
   */
  public static Optional<VisibilityCalibration> of(
      KeypointDetector detector, List<AnnotatedFace> faces, UnreadablePictures unreadable)
      throws IOException {
    if (!detector.spec().graph().hasVisibility()) {
      return Optional.empty();
    }
    DetectedFaces found = DetectedFaces.of(detector, Occluders.PATCHES.on(faces), unreadable);
    PointVisibilities points =
        PointVisibilities.of(detector.spec(), found.predictions(), found.visibility(), true);
    return points.areMixed() ? Optional.of(points.fitted(detector.spec())) : Optional.empty();
  }
}
