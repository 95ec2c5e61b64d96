package kpnative.cli;

import java.io.IOException;
import java.util.function.Consumer;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.PrecisionChoice;
import kpnative.plan.Precision;
import picocli.CommandLine.Option;

/** The {@code --precision} option of commands that run a detector. */
final class PrecisionOption {
  @Option(
      names = "--precision",
      paramLabel = "float32|bfloat16|float16|int8|auto",
      defaultValue = "float32",
      description =
          "The precision in which the network computes; by default that of training. float16 is for"
              + " GPUs; int8 is for CPUs, with weights that the quantize command made; auto is the"
              + " fastest on this processor of those that raised these weights' error by at most"
              + " 0.5 %% there.")
  Precision precision = Precision.FLOAT32;

  /**
   * {@return the options with this precision; where it is auto, with what that means here}
   *
   * @param notes is told what auto means
   * @throws IOException if it is auto, and quantize did not prepare the weights
   */
  DetectorOptions of(DetectorFile file, DetectorOptions options, Consumer<String> notes)
      throws IOException {
    DetectorOptions asked = new DetectorOptions(options.device(), precision, options.reference());
    DetectorOptions chosen = PrecisionChoice.resolve(file, asked);
    if (precision == Precision.AUTO) {
      notes.accept("precision: " + chosen.precision().label());
    }
    return chosen;
  }
}
