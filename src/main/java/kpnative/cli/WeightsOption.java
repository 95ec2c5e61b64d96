package kpnative.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which detector a command uses. */
final class WeightsOption {
  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "A run's weights; by default the built-in model (see kp-native model).")
  @Nullable Path weights;

  /** {@return the detector; the built-in one if no file was given} */
  DetectorFile read() throws IOException {
    return weights == null ? BuiltInModel.ofJar().read() : DetectorFile.read(weights);
  }

  /**
   * {@return lines to print once about the detector: the built-in model's terms; empty for others}
   *
   * @throws IOException if its card cannot be read
   */
  List<String> notice() throws IOException {
    return weights == null ? BuiltInModel.ofJar().notice() : List.of();
  }
}
