package kpnative.cli;

import kpnative.infer.DetectorOptions;
import kpnative.natives.Device;
import picocli.CommandLine.Option;

/** The {@code --reference} option of commands that measure a detector. */
final class ReferenceOption {
  @Option(
      names = "--reference",
      description =
          "Runs the network layer by layer in LibTorch, as in training, instead of the compiled"
              + " network that applications run; for comparing the two.")
  boolean reference;

  /** {@return the options of a detector on {@code device}} */
  DetectorOptions on(Device device) {
    DetectorOptions options = DetectorOptions.DEFAULT.on(device);
    return reference ? options.asReference() : options;
  }
}
