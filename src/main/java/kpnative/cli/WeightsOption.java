package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import kpnative.files.FileNames;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.weights.WeightFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The weights that a command uses. Where they are a model of the jar, as they are without {@code
 * --weights}, a line on standard error says so, with its terms, unless the command is {@code
 * --quiet}.
 */
final class WeightsOption {
  @Option(
      names = "--weights",
      paramLabel = "FILE|builtin[:NAME]",
      description =
          "A run's weights, or a built-in model, builtin:research or builtin:free; by default"
              + " builtin, the one that kp-native model shows as the default.")
  @Nullable String weights;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  /**
   * {@return the detector}
   *
   * @throws IOException if it cannot be read, or there is no such built-in model
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
    Optional<BuiltInModel> model = model();
    if (model.isEmpty()) {
      return WeightFile.read(FileNames.path(name()));
    }
    WeightFile builtIn = model.get().stored();
    if (!command.commandLine().getParseResult().hasMatchedOption("--quiet")) {
      PrintWriter err = command.commandLine().getErr();
      err.println(String.join(" ", model.get().notice()));
      err.flush();
    }
    return builtIn;
  }

  /** {@return what messages call the weights} */
  String name() {
    return model().map(BuiltInModel::name).orElseGet(this::given);
  }

  private Optional<BuiltInModel> model() {
    return BuiltInModel.of(given());
  }

  private String given() {
    return weights == null ? BuiltInModel.PREFIX : weights;
  }
}
