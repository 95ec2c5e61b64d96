package kpnative.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.eval.Reliability;
import kpnative.infer.ConfidenceCalibration;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.measure.EvaluationRun.Part;
import kpnative.weights.SafetensorsFile;

/** Gives weights a confidence of their points, fitted on annotated faces. */
public final class CalibrationRun {
  private CalibrationRun() {}

  /**
   * What was fitted.
   *
   * @param calibration as it was written
   * @param reliability on the same faces, so at its best
   */
  public record Calibrated(ConfidenceCalibration calibration, Reliability reliability) {}

  /**
   * Writes a copy of weights with the confidence that fits these faces best in its metadata;
   * tensors and the other metadata as they are.
   *
   * @param weights a safetensors file that a training wrote
   * @param data specifications as {@code --data} takes them; empty for the recipe's synthetic faces
   * @param exclude a list of photographs to leave out
   * @param part which of the faces, divided as in the training
   * @param out the file, replaced at once if it is there
   * @param notes hears of what was skipped, a line each
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if the network reads no distributions, or the data have
   *     another count of keypoints
   */
  public static Calibrated write(
      Path weights,
      List<String> data,
      Optional<Path> exclude,
      Part part,
      Path out,
      DetectorOptions options,
      Consumer<String> notes)
      throws IOException {
    SafetensorsFile stored = SafetensorsFile.read(weights);
    DetectorFile file = DetectorFile.of(stored, weights.toString());
    PointConfidences points =
        EvaluationRun.confidences(file, data, exclude, part, options, notes)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        weights
                            + ": a confidence needs a network that reads its points as the"
                            + " expectation of maps, and errors divided by the eyes or the box; "
                            + file.spec().recipe()
                            + " has not both"));
    ConfidenceCalibration fitted = points.fitted();
    write(stored, fitted, out);
    return new Calibrated(fitted, points.reliability(fitted));
  }

  /** Writes weights with a confidence. */
  public static void write(SafetensorsFile stored, ConfidenceCalibration fitted, Path out)
      throws IOException {
    Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
    metadata.put(ConfidenceCalibration.KEY, fitted.toJson());
    SafetensorsFile.write(out, stored.tensors(), metadata);
  }
}
