package kpnative.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.UnreadablePictures;
import kpnative.eval.Reliability;
import kpnative.infer.ConfidenceCalibration;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.measure.EvaluationRun.Part;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.WeightFile;

/** Fits the confidence calibration of a detector on annotated faces. */
public final class CalibrationRun {
  private CalibrationRun() {}

  /**
   * The result of a calibration.
   *
   * @param calibration the calibration as written
   * @param reliability measured on the same faces, and so optimistic
   */
  public record Calibrated(ConfidenceCalibration calibration, Reliability reliability) {}

  /**
   * Writes a copy of the weights with a calibration fitted to these faces in its metadata; tensors
   * and other metadata are unchanged.
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
    ConfidenceCalibration fitted = points.fitted();
    write(new SafetensorsFile(stored.tensors(), stored.metadata()), fitted, out);
    return new Calibrated(fitted, points.reliability(fitted));
  }

  /** Writes a copy of the weights with this calibration in its metadata. */
  public static void write(SafetensorsFile stored, ConfidenceCalibration fitted, Path out)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
    metadata.put(ConfidenceCalibration.KEY, fitted.toJson());
    SafetensorsFile.write(out, stored.tensors(), metadata);
  }
}
