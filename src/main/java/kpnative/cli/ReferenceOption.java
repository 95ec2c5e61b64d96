package kpnative.cli;

import kpnative.infer.DetectorOptions;
import kpnative.natives.Device;
import picocli.CommandLine.Option;

/** {@code --reference}, of the commands that run a detector to measure it. */
final class ReferenceOption {
  @Option(
      names = "--reference",
      description = {
        "Lets LibTorch compute the network layer by layer, as in training, instead of the compiled",
        "network that applications run: to compare the two."
      })
  boolean reference;

  /** {@return how the detector computes} */
  DetectorOptions on(Device device) {
    DetectorOptions options = DetectorOptions.DEFAULT.on(device);
    return reference ? options.asReference() : options;
  }
}
