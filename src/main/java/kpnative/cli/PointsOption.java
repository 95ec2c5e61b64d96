package kpnative.cli;

import java.util.stream.IntStream;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorSpec;
import kpnative.infer.SelectedPoints;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of a detector's keypoints a command is about. */
final class PointsOption {
  @Option(
      names = "--points",
      paramLabel = "POINTS",
      description =
          "Only these keypoints of those that the weights find, by names of points and groups,"
              + " indices and ranges: nose_tip,left_eye,36-47. By default all.")
  @Nullable String points;

  /**
   * {@return the detector of these keypoints alone}
   *
   * @throws IllegalArgumentException if it does not find them, or they cannot be cut out of it
   */
  DetectorFile of(DetectorFile file) {
    places(file.spec());
    return points == null ? file : SelectedPoints.of(file, points);
  }

  /**
   * {@return where they are among the detector's keypoints, from 0; all of them without the option}
   *
   * @throws IllegalArgumentException if it does not find one of them
   */
  int[] places(DetectorSpec spec) {
    if (points == null) {
      return IntStream.range(0, spec.keypoints().size()).toArray();
    }
    try {
      return SelectedPoints.places(spec, points);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--points " + points + ": " + e.getMessage(), e);
    }
  }
}
