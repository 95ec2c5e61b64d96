package kpnative.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import kpnative.crop.BoxRule;
import kpnative.files.FileNames;
import kpnative.natives.Device;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkTensors;
import kpnative.network.TorchModule;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import kpnative.weights.WeightFile;

/**
 * A detector as read from a weight file and validated, before any native object is created.
 * Immutable.
 *
 * @param name names the file in messages
 * @param spec the detector's spec
 * @param confidence maps standard deviations to confidences; empty if the detector is not
 *     calibrated
 * @param visibility maps the network's output to probabilities of being visible; empty if the
 *     weights say nothing about visibility
 * @param tensors its weights, float32, by name
 * @param metadata all of the file's metadata
 */
public record DetectorFile(
    String name,
    DetectorSpec spec,
    Optional<ConfidenceCalibration> confidence,
    Optional<VisibilityCalibration> visibility,
    Map<String, TensorData> tensors,
    Map<String, String> metadata) {

  /**
   * {@return the detector in a weight file}
   *
   * @param weights a kp-native weight file: safetensors, also with 16-bit tensors, or an exported
   *     TorchScript file, whose code is not run
   * @throws IOException if the file is absent, damaged, or not a detector of kp-native
   */
  public static DetectorFile read(Path weights) throws IOException {
    return of(WeightFile.read(weights), FileNames.text(weights));
  }

  /** {@return the detector in a weight file already in memory; see {@link #read}} */
  public static DetectorFile of(WeightFile file, String name) throws IOException {
    if (!file.metadata().containsKey(DetectorSpec.KEY)) {
      throw new IOException(
          name
              + ": "
              + (file.format().title() + ", " + file.tensors().size() + " tensors, without '")
              + DetectorSpec.KEY
              + "', which says what network they belong to: not weights of kp-native; a training"
              + " can start from them (train --from)");
    }
    return of(file.tensors(), file.metadata(), name);
  }

  /** {@return the detector in a weight file already in memory; see {@link #read}} */
  public static DetectorFile of(SafetensorsFile file, String name) throws IOException {
    return of(file.tensors(), file.metadata(), name);
  }

  private static DetectorFile of(
      Map<String, TensorData> tensors, Map<String, String> metadata, String name)
      throws IOException {
    DetectorSpec spec = DetectorSpec.of(metadata, name);
    try {
      return new DetectorFile(
          name,
          spec,
          ConfidenceCalibration.of(metadata, spec.keypoints().size(), name),
          visibility(spec, metadata, name),
          NetworkTensors.of(spec.graph(), tensors),
          metadata);
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  private static Optional<VisibilityCalibration> visibility(
      DetectorSpec spec, Map<String, String> metadata, String name) throws IOException {
    Optional<VisibilityCalibration> read =
        VisibilityCalibration.of(metadata, spec.keypoints().size(), name);
    if (read.isPresent() && !spec.graph().hasVisibility()) {
      throw new IOException(name + ": a visibility calibration for a network without visibility");
    }
    return read;
  }

  /** {@return the network} */
  public NetworkGraph graph() {
    return spec.graph();
  }

  /**
   * {@return the tensor of this name}
   *
   * @throws IllegalArgumentException if the network has no such tensor
   */
  public TensorData tensor(String tensor) {
    TensorData found = tensors.get(tensor);
    if (found == null) {
      throw new IllegalArgumentException("the network has no tensor '" + tensor + "'");
    }
    return found;
  }

  /**
   * {@return the same detector with the box rule {@link BoxRule.From#ANNOTATION}, its margin
   * unchanged}
   */
  public DetectorFile inStatedBoxes() {
    BoxRule stated = new BoxRule(BoxRule.From.ANNOTATION, spec.box().margin());
    return new DetectorFile(name, spec.withBox(stated), confidence, visibility, tensors, metadata);
  }

  /**
   * {@return the network with its weights, in evaluation mode, on {@code device}; owned by the
   * caller}
   */
  public TorchModule module(Device device) {
    TorchModule module = new TorchModule(graph(), 0);
    boolean done = false;
    try {
      module.load(tensors);
      module.setTraining(false);
      module.to(device);
      done = true;
      return module;
    } finally {
      if (!done) {
        module.close();
      }
    }
  }
}
