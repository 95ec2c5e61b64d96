package kpnative.finder;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import kpnative.files.FileNames;
import kpnative.geometry.Size;
import kpnative.network.NetworkGraph;
import kpnative.network.NetworkTensors;
import kpnative.weights.SafetensorsFile;
import kpnative.weights.TensorData;
import kpnative.weights.WeightNotice;

/**
 * A finder as read from its weight file and validated, before any native object is created.
 * Immutable.
 *
 * @param name names the file in messages
 * @param spec the finder's spec
 * @param tensors its weights, float32, by name
 * @param notice what goes with it and with all that is made of it; empty if nothing does
 */
public record FinderFile(
    String name, FinderSpec spec, Map<String, TensorData> tensors, Optional<String> notice) {
  private static final Size ANY = new Size(64, 64); // the tensors are the same for every size

  /**
   * {@return the finder in a weight file}
   *
   * @param weights safetensors, also with 16-bit tensors
   * @throws IOException if the file is absent, damaged, or not a finder of kp-native
   */
  public static FinderFile read(Path weights) throws IOException {
    return of(SafetensorsFile.read(weights), FileNames.text(weights));
  }

  /** {@return the finder in a weight file already in memory; see {@link #read}} */
  public static FinderFile of(SafetensorsFile file, String name) throws IOException {
    FinderSpec spec = FinderSpec.of(file.metadata(), name);
    try {
      NetworkGraph graph = FinderNetwork.of(spec.network(), ANY);
      return new FinderFile(
          name,
          spec,
          NetworkTensors.of(graph, file.tensors()),
          Optional.ofNullable(file.metadata().get(WeightNotice.KEY)));
    } catch (IllegalArgumentException e) {
      throw new IOException(name + ": " + e.getMessage(), e);
    }
  }

  /** {@return the network for inputs of this size} */
  public NetworkGraph graph(Size input) {
    return FinderNetwork.of(spec.network(), input);
  }

  /** {@return this finder with another score from which a cell counts as a face} */
  public FinderFile withLeastScore(double least) {
    return new FinderFile(name, spec.withLeastScore(least), tensors, notice);
  }

  FinderFile withNotice(String other) {
    return new FinderFile(name, spec, tensors, Optional.of(other));
  }

  /**
   * Writes this finder with weights in 16 bits, at half the size.
   *
   * @param out replaced if it exists
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if a weight is too large for 16 bits
   */
  public void writeHalf(Path out) throws IOException {
    Map<String, TensorData> half = new LinkedHashMap<>(tensors);
    half.replaceAll((tensor, values) -> values.toFloat16());
    Map<String, String> metadata = new LinkedHashMap<>();
    metadata.put(FinderSpec.KEY, spec.toJson());
    notice.ifPresent(text -> metadata.put(WeightNotice.KEY, text));
    SafetensorsFile.write(out, half, metadata);
  }
}
