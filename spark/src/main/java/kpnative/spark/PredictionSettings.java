package kpnative.spark;

import java.io.IOException;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Objects;
import kpnative.face.FaceFinders;
import kpnative.files.FileNames;
import kpnative.find.FaceKeypoints;
import kpnative.find.FindOptions;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.natives.Device;
import kpnative.plan.Precision;
import kpnative.weights.SafetensorsFile;
import org.jspecify.annotations.Nullable;

/*
 * FindOptions is no Serializable, and its finder is code: the numbers travel, and each executor makes
 * the options anew. A built-in model travels as its name, weights as their bytes, which Spark sends to
 * each executor once with the task's code.
 */
/**
 * What a task needs to make the detector: the model and the options, as they travel from the driver
 * to the executors. Immutable. Equal settings share one detector, see {@link SharedDetector}.
 */
final class PredictionSettings implements Serializable {
  private static final long serialVersionUID = 1;

  private final String model;
  private final byte @Nullable [] weights;
  private final double leastConfidence;
  private final double leastSize;
  private final int mostFaces;
  private final int passes;
  private final String device;
  private final Precision precision;
  private final boolean reference;
  private final int threads;
  private final boolean turned;

  private PredictionSettings(String model, byte @Nullable [] weights, FindOptions options) {
    if (options.finder() != FindOptions.DEFAULT.finder()) {
      throw new IllegalArgumentException(
          "executors search with the built-in finder: another cannot be sent to them");
    }
    this.model = model;
    this.weights = weights;
    this.leastConfidence = options.leastConfidence();
    this.leastSize = options.leastSize();
    this.mostFaces = options.mostFaces();
    this.passes = options.passes();
    this.device = options.detector().device().toString();
    this.precision = options.detector().precision();
    this.reference = options.detector().reference();
    this.threads = options.threads();
    this.turned = options.turned();
  }

  /** {@return the default model of the executors' jar, with the default options} */
  static PredictionSettings builtIn() {
    return new PredictionSettings(BuiltInModel.PREFIX, null, FindOptions.DEFAULT);
  }

  /**
   * {@return these settings with a built-in model}
   *
   * @param name {@code free}, {@code research} or {@code best}
   * @throws IllegalArgumentException if no model has the name
   */
  PredictionSettings withModel(String name) {
    if (!BuiltInModel.names().contains(name)) {
      throw new IllegalArgumentException(
          "a built-in model is one of " + BuiltInModel.names() + ", got '" + name + "'");
    }
    return new PredictionSettings(BuiltInModel.PREFIX + ":" + name, null, options());
  }

  /**
   * {@return these settings with weights of the caller's}
   *
   * @param name names the file in messages
   * @param content a safetensors file of kp-native; kept, so that the caller may not change it
   * @throws IOException if it is no such file
   */
  PredictionSettings withWeights(String name, byte[] content) throws IOException {
    read(name, content); // a bad file is the driver's error, not that of every task
    return new PredictionSettings(name, content, options());
  }

  /**
   * {@return these settings with other options}
   *
   * @throws IllegalArgumentException if they name a finder
   */
  PredictionSettings withOptions(FindOptions options) {
    return new PredictionSettings(model, weights, options);
  }

  /** {@return the options; the finder is the built-in one} */
  FindOptions options() {
    return new FindOptions(
        leastConfidence,
        leastSize,
        mostFaces,
        passes,
        finder(),
        new DetectorOptions(
            device.equals("cpu") ? Device.CPU : Device.parse(device), precision, reference),
        threads,
        turned);
  }

  private static FaceFinders finder() {
    return FindOptions.DEFAULT.finder();
  }

  /**
   * {@return a new finder and detector, which the caller closes}
   *
   * @throws IOException if this jar lacks the model
   */
  FaceKeypoints open() throws IOException {
    if (weights != null) {
      return FaceKeypoints.of(read(model, weights), options());
    }
    BuiltInModel builtIn =
        BuiltInModel.of(model).orElseThrow(() -> new IOException(model + ": no built-in model"));
    return FaceKeypoints.of(builtIn, options());
  }

  private static DetectorFile read(String name, byte[] content) throws IOException {
    return DetectorFile.of(SafetensorsFile.read(FileNames.path(name), content).toFloat32(), name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof PredictionSettings o
        && model.equals(o.model)
        && Arrays.equals(weights, o.weights)
        && options().equals(o.options());
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        model, leastConfidence, mostFaces); // for each photograph: the weights take too long
  }

  @Override
  public String toString() {
    return model;
  }
}
