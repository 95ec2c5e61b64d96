package kpnative.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.eval.Reliability;
import kpnative.infer.ConfidenceCalibration;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.infer.VisibilityCalibration;
import kpnative.measure.EvaluationRun.Part;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.WeightFile;

/** Fits the calibrations of a detector, of confidence and visibility, on annotated faces. */
public final class CalibrationRun {
  private CalibrationRun() {}

  /**
   * The result of a calibration.
   *
   * @param calibration of confidence, as written
   * @param visibility the calibration of visibility, as written; empty if the weights say nothing
   *     about it
   * @param reliability measured on the same faces, and so optimistic
   */
  public record Calibrated(
      ConfidenceCalibration calibration,
      Optional<VisibilityCalibration> visibility,
      Reliability reliability) {}

  /**
   * Writes a copy of the weights with a calibration fitted to these faces in its metadata, and
   * another of visibility where the weights have one; tensors and other metadata are unchanged.
   *
   * @param stored weights written by training
   * @param name names them in messages
   * @param data data sets in the syntax of {@code --data}; empty for the recipe's synthetic faces
   * @param exclude a file that lists photographs to leave out
   * @param part which part of the training's split
   * @param out the output file; an existing one is replaced atomically
   * @param notes receives one line per skipped item
   * @param unreadable how to treat faces that cannot be read
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if the network gives no standard deviations, the errors have
   *     no normaliser, or the data have another number of keypoints
   */
  public static Calibrated write(
      WeightFile stored,
      String name,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      Path out,
      DetectorOptions options,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    DetectorFile file = DetectorFile.of(stored, name);
    PointConfidences points =
        EvaluationRun.confidences(file, data, exclude, part, options, notes, unreadable)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        name
                            + ": calibration needs a network that reads keypoints as the"
                            + " expectation of heatmaps, and a schema of more than one keypoint; "
                            + file.spec().recipe()
                            + " lacks one of these"));
    points.untold().ifPresent(notes);
    ConfidenceCalibration fitted = points.fitted();
    Optional<VisibilityCalibration> visibility = Optional.empty();
    if (file.visibility().isPresent()) {
      List<AnnotatedFace> faces = EvaluationRun.faces(file, data, exclude, part, notes, unreadable);
      try (KeypointDetector detector = KeypointDetector.of(file, options)) {
        visibility = VisibilityFit.of(detector, faces, unreadable);
      }
    }
    SafetensorsFile all = new SafetensorsFile(stored.tensors(), stored.metadata());
    write(all, Optional.of(fitted), visibility, out);
    return new Calibrated(fitted, visibility, points.reliability(fitted));
  }

  /** Writes a copy of the weights with these calibrations in its metadata. */
  public static void write(
      SafetensorsFile stored,
      Optional<ConfidenceCalibration> confidence,
      Optional<VisibilityCalibration> visibility,
      Path out)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
    confidence.ifPresent(c -> metadata.put(ConfidenceCalibration.KEY, c.toJson()));
    visibility.ifPresent(v -> metadata.put(VisibilityCalibration.KEY, v.toJson()));
    SafetensorsFile.write(out, stored.tensors(), metadata);
  }
}
