package kpnative.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import kpnative.files.FileNames;
import kpnative.infer.BuiltInModel;
import kpnative.infer.DetectorFile;
import kpnative.weights.WeightFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
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
          "A run's weights, or a built-in model, builtin:research, builtin:free or builtin:best;"
              + " by default builtin, the one that kp-native model shows as the default.")
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
    return stored(given(), command.commandLine());
  }

  /**
   * {@return the detector of weights that a command was given, as {@link #read}}
   *
   * @param given a path, or a built-in model's name
   */
  static DetectorFile read(String given, CommandLine command) throws IOException {
    return DetectorFile.of(stored(given, command), name(given));
  }

  /**
   * {@return the names of all built-in models of this build, that which is used where none is named
   * first, though it may be missing}
   */
  static List<String> builtIn() {
    Stream<BuiltInModel> present =
        BuiltInModel.names().stream().map(BuiltInModel::named).filter(BuiltInModel::isPresent);
    String first = BuiltInModel.ofJar().name();
    return Stream.concat(
            Stream.of(BuiltInModel.PREFIX),
            present.map(BuiltInModel::name).filter(name -> !name.equals(first)))
        .toList();
  }

  private static WeightFile stored(String given, CommandLine command) throws IOException {
    Optional<BuiltInModel> model = BuiltInModel.of(given);
    if (model.isEmpty()) {
      return WeightFile.read(FileNames.path(given));
    }
    WeightFile builtIn = model.get().stored();
    if (!command.getParseResult().hasMatchedOption("--quiet")) {
      PrintWriter err = command.getErr();
      err.println(String.join(" ", model.get().notice()));
      err.flush();
    }
    return builtIn;
  }

  /** {@return what messages call the weights} */
  String name() {
    return name(given());
  }

  private static String name(String given) {
    return BuiltInModel.of(given).map(BuiltInModel::name).orElse(given);
  }

  private String given() {
    return weights == null ? BuiltInModel.PREFIX : weights;
  }
}
