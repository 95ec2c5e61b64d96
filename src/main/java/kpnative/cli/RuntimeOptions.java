package kpnative.cli;

import kpnative.checks.Require;
import kpnative.natives.Device;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeThreads;
import picocli.CommandLine.Option;

/** On what a command runs. */
final class RuntimeOptions {
  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N|auto",
      defaultValue = "auto",
      description = "Where the network runs; by default a GPU if there is one.")
  String device = "auto";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads for one operation; by default one less than the cores.")
  int threads = NativeThreads.besideOthers();

  int threads() {
    Require.atLeast("--threads", threads, 1);
    return threads;
  }

  /** Sets the threads for the process; {@return the device} */
  Device start() {
    NativeRuntime.loadForDetection(); // LibTorch comes when something asks for it
    NativeThreads.set(threads());
    return Device.parse(device);
  }
}
