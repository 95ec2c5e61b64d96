package kpnative.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.eval.FaceEvaluation;
import kpnative.image.Image;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.infer.RangeObserver;
import kpnative.infer.ValueRanges;
import kpnative.natives.Device;
import kpnative.plan.Precision;
import kpnative.weights.SafetensorsFile;

/** Prepares weights for computing with 8 bits, and measures what that costs. */
public final class QuantizationRun {
  private QuantizationRun() {}

  /**
   * What 8 bits cost on faces that were not used to find the ranges.
   *
   * @param shown how many faces the ranges are of
   * @param measured how many faces the errors are of
   * @param exact what 32 bits give
   * @param rounded what 8 bits give
   * @param exactMillis milliseconds a face: warp, network, points
   * @param roundedMillis the same with 8 bits
   */
  public record Cost(
      int shown,
      int measured,
      FaceEvaluation exact,
      FaceEvaluation rounded,
      double exactMillis,
      double roundedMillis) {}

  /**
   * Writes a copy of weights with the ranges of the network's numbers in its metadata; tensors and
   * the other metadata as they are.
   *
   * @param weights a safetensors file that a training wrote
   * @param data specifications as {@code --data} takes them; empty for the recipe's synthetic faces
   * @param exclude a list of photographs to leave out
   * @param part which of the faces, divided as in the training
   * @param shown how many of them give the ranges, spread over all; the others are measured
   * @param out the file, replaced at once if it is there
   * @param notes hears of what was skipped, a line each
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if there are too few faces, or they have another count of
   *     keypoints
   */
  public static Cost write(
      Path weights,
      List<String> data,
      Optional<Path> exclude,
      EvaluationRun.Part part,
      int shown,
      Path out,
      Consumer<String> notes)
      throws IOException {
    SafetensorsFile stored = SafetensorsFile.read(weights);
    DetectorFile file = DetectorFile.of(stored, weights.toString());
    List<AnnotatedFace> all = EvaluationRun.faces(weights, file.spec(), data, exclude, part, notes);
    if (shown < 1 || shown >= all.size()) {
      throw new IllegalArgumentException(
          "the faces that give the ranges must be 1 to "
              + (all.size() - 1)
              + ", one less than there are, got "
              + shown);
    }
    List<AnnotatedFace> forRanges = new ArrayList<>();
    List<AnnotatedFace> others = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) { // spread evenly over all
      boolean starts = (long) i * shown / all.size() != (long) (i - 1) * shown / all.size();
      (i == 0 || starts ? forRanges : others).add(all.get(i));
    }
    Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
    metadata.put(ValueRanges.KEY, ranges(file, forRanges).toJson());
    DetectorFile ranged =
        DetectorFile.of(new SafetensorsFile(stored.tensors(), metadata), weights.toString());
    Measured exact = measure(ranged, Precision.FLOAT32, others);
    Measured rounded = measure(ranged, Precision.INT8, others);
    SafetensorsFile.write(out, stored.tensors(), metadata);
    return new Cost(
        forRanges.size(),
        others.size(),
        exact.evaluation,
        rounded.evaluation,
        exact.millis,
        rounded.millis);
  }

  private static ValueRanges ranges(DetectorFile file, List<AnnotatedFace> faces)
      throws IOException {
    FaceSampler sampler = FaceSampler.of(file.spec());
    try (RangeObserver observer = new RangeObserver(file)) {
      for (AnnotatedFace face : faces) {
        try (Image picture = face.picture().read(file.spec().input().channels())) {
          observer.show(picture, sampler.crop(picture.size(), face));
        }
      }
      return observer.ranges();
    }
  }

  private record Measured(FaceEvaluation evaluation, double millis) {}

  private static Measured measure(DetectorFile file, Precision precision, List<AnnotatedFace> faces)
      throws IOException {
    DetectorOptions options = new DetectorOptions(Device.CPU, precision);
    try (KeypointDetector detector = KeypointDetector.of(file, options)) {
      DetectedFaces found = DetectedFaces.oneByOne(detector, faces, UnreadablePictures.FATAL);
      return new Measured(FaceEvaluation.of(file.spec(), found.predictions()), found.millis());
    }
  }
}
