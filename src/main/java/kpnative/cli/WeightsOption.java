package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.weights.WeightFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The weights that a command uses. Without {@code --weights} they are the built-in model's, and a
 * line on standard error says so, with its terms, unless the command is {@code --quiet}.
 */
final class WeightsOption {
  @Option(
      names = "--weights",
      paramLabel = "FILE",
      description = "A run's weights; by default the built-in model (see kp-native model).")
  @Nullable Path weights;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  /**
   * {@return the detector}
   *
   * @throws IOException if it cannot be read, or no file was given and there is no built-in model
   */
  DetectorFile read() throws IOException {
    return DetectorFile.of(stored(), name());
  }

  /**
   * {@return tensors and metadata as they are stored}
   *
   * @throws IOException as {@link #read}
   */
  WeightFile stored() throws IOException {
    if (weights != null) {
      return WeightFile.read(weights);
    }
    WeightFile builtIn = BuiltInModel.ofJar().stored();
    if (!command.commandLine().getParseResult().hasMatchedOption("--quiet")) {
      PrintWriter err = command.commandLine().getErr();
      err.println(String.join(" ", BuiltInModel.ofJar().notice()));
      err.flush();
    }
    return builtIn;
  }

  /** {@return what messages call the weights} */
  String name() {
    return weights == null ? BuiltInModel.ofJar().name() : weights.toString();
  }
}
