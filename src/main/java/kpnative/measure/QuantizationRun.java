package kpnative.measure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.FaceSampler;
import kpnative.data.UnreadablePictures;
import kpnative.eval.FaceEvaluation;
import kpnative.eval.Prediction;
import kpnative.files.FileNames;
import kpnative.image.Image;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.infer.PrecisionErrors;
import kpnative.infer.RangeObserver;
import kpnative.infer.ValueRanges;
import kpnative.keypoints.Keypoints;
import kpnative.natives.Device;
import kpnative.plan.Precision;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.WeightFile;

/** Calibrates the int8 quantization of a detector and measures what each precision costs. */
public final class QuantizationRun {
  private static final int USUAL_FACES = 64;

  private QuantizationRun() {}

  /**
   * The errors in each precision, measured on faces that were not used for the ranges.
   *
   * @param shown the number of faces used for the ranges
   * @param measured the number of faces evaluated
   * @param by the evaluations: float32, int8, and bfloat16 where the processor computes in it
   */
  public record Cost(int shown, int measured, Map<Precision, Measured> by) {
    /** Copies the map. */
    public Cost {
      by = Collections.unmodifiableMap(new EnumMap<>(by));
    }

    /** {@return the evaluation in float32} */
    public FaceEvaluation exact() {
      return of(Precision.FLOAT32).evaluation;
    }

    /** {@return the evaluation in int8} */
    public FaceEvaluation rounded() {
      return of(Precision.INT8).evaluation;
    }

    private Measured of(Precision precision) {
      return Objects.requireNonNull(by.get(precision));
    }

    /** {@return the errors, for the weights; empty if no face could be measured} */
    public Optional<PrecisionErrors> errors() {
      Map<String, Double> nme = new TreeMap<>();
      by.forEach((p, m) -> nme.put(p.label(), m.evaluation.detector().meanError()));
      return nme.containsValue(Double.NaN)
          ? Optional.empty()
          : Optional.of(new PrecisionErrors(measured, nme));
    }
  }

  /**
   * A detector in one precision.
   *
   * @param evaluation its evaluation
   * @param millis milliseconds per face: warp, network, decoding
   */
  public record Measured(FaceEvaluation evaluation, double millis) {}

  /**
   * Like the other method, for weights in a file.
   *
   * @param weights a file written by training
   */
  public static Cost write(
      Path weights,
      List<String> data,
      Optional<Path> exclude,
      EvaluationRun.Part part,
      int asked,
      Path out,
      Consumer<String> notes)
      throws IOException {
    WeightFile stored = WeightFile.read(weights);
    UnreadablePictures unreadable = UnreadablePictures.leftOut(notes);
    return write(
        stored, FileNames.text(weights), data, exclude, part, asked, out, notes, unreadable);
  }

  /**
   * Writes a copy of the weights with the ranges of the network's values and the errors in each
   * precision in its metadata; tensors and other metadata are unchanged.
   *
   * @param stored weights written by training
   * @param name names them in messages
   * @param data data sets in the syntax of {@code --data}; empty for the recipe's synthetic faces
   * @param exclude a file that lists photographs to leave out
   * @param part which part of the training's split
   * @param asked how many of the faces are used for the ranges, evenly spaced; the others are
   *     evaluated; 0 for 64, or half of the faces where there are not as many
   * @param out the output file; an existing one is replaced atomically
   * @param notes receives one line per skipped item
   * @param unreadable how to treat faces that cannot be read
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if {@code asked} is more than one less than the number of
   *     faces, or they have another number of keypoints
   */
  public static Cost write(
      WeightFile stored,
      String name,
      List<String> data,
      Optional<Path> exclude,
      EvaluationRun.Part part,
      int asked,
      Path out,
      Consumer<String> notes,
      UnreadablePictures unreadable)
      throws IOException {
    DetectorFile file = DetectorFile.of(stored, name);
    List<AnnotatedFace> all = EvaluationRun.faces(file, data, exclude, part, notes, unreadable);
    int most = all.size() - 1;
    if (most < 1) {
      throw new IllegalArgumentException(
          "quantize needs 2 faces or more, for the ranges and to measure, got " + all.size());
    }
    if (asked < 0 || asked > most) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--faces must be 1 to %d, so that one of the %d faces is left to measure, got %d",
              most,
              all.size(),
              asked));
    }
    int shown = asked > 0 ? asked : Math.min(USUAL_FACES, all.size() / 2);
    List<AnnotatedFace> forRanges = new ArrayList<>();
    List<AnnotatedFace> others = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) { // spread evenly over all
      boolean starts = (long) i * shown / all.size() != (long) (i - 1) * shown / all.size();
      (i == 0 || starts ? forRanges : others).add(all.get(i));
    }
    Shown seen = ranges(file, forRanges, unreadable);
    Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
    metadata.put(ValueRanges.KEY, seen.ranges.toJson());
    DetectorFile ranged = DetectorFile.of(new SafetensorsFile(stored.tensors(), metadata), name);
    Map<Precision, Measured> by = new EnumMap<>(Precision.class);
    for (Precision precision : List.of(Precision.FLOAT32, Precision.INT8, Precision.BFLOAT16)) {
      by.put(precision, measure(ranged, precision, others, unreadable));
    }
    if (answers(by, Precision.BFLOAT16).equals(answers(by, Precision.FLOAT32))) {
      by.remove(Precision.BFLOAT16); // computed as float32: its error is not known
    }
    int measured = answers(by, Precision.FLOAT32).size();
    Cost cost = new Cost(seen.faces, measured, by);
    cost.errors().ifPresent(e -> metadata.put(PrecisionErrors.KEY, e.toJson()));
    SafetensorsFile.write(out, stored.tensors(), metadata);
    return cost;
  }

  private static List<Keypoints> answers(Map<Precision, Measured> by, Precision precision) {
    return Objects.requireNonNull(by.get(precision)).evaluation.predictions().stream()
        .map(Prediction::predicted)
        .toList();
  }

  private record Shown(ValueRanges ranges, int faces) {}

  private static Shown ranges(
      DetectorFile file, List<AnnotatedFace> faces, UnreadablePictures unreadable)
      throws IOException {
    FaceSampler sampler = FaceSampler.of(file.spec());
    int shown = 0;
    try (RangeObserver observer = new RangeObserver(file)) {
      for (AnnotatedFace face : faces) {
        try (Image picture = face.picture().read(file.spec().input().channels())) {
          observer.show(picture, sampler.crop(picture.size(), face));
          shown++;
        } catch (Throwable e) {
          unreadable.leaveOut(face.picture(), e);
        }
      }
      if (shown == 0) {
        throw new IOException("none of the " + faces.size() + " faces for the ranges can be read");
      }
      return new Shown(observer.ranges(), shown);
    }
  }

  private static Measured measure(
      DetectorFile file,
      Precision precision,
      List<AnnotatedFace> faces,
      UnreadablePictures unreadable)
      throws IOException {
    DetectorOptions options = new DetectorOptions(Device.CPU, precision);
    try (KeypointDetector detector = KeypointDetector.of(file, options)) {
      DetectedFaces found = DetectedFaces.oneByOne(detector, faces, unreadable);
      if (found.predictions().isEmpty()) {
        throw new IOException("none of the " + faces.size() + " faces to measure can be read");
      }
      return new Measured(FaceEvaluation.of(file.spec(), found.predictions()), found.millis());
    }
  }
}
