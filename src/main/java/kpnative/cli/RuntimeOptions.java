package kpnative.cli;

import kpnative.checks.Require;
import kpnative.natives.Device;
import kpnative.natives.NativeRuntime;
import kpnative.natives.NativeThreads;
import picocli.CommandLine.Option;

/** The device and the threads that a command runs on. */
final class RuntimeOptions {
  @Option(
      names = "--device",
      paramLabel = "cpu|cuda|cuda:N|auto",
      defaultValue = "auto",
      description = "The device that runs the network; by default a GPU if there is one.")
  String device = "auto";

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "CPU threads per operation; by default one less than the number of cores.")
  @Within(least = 1, most = 1024)
  int threads = NativeThreads.besideOthers();

  int threads() {
    Require.atLeast("--threads", threads, 1);
    return threads;
  }

  /** Sets the number of threads of the process; {@return the device} */
  Device start() {
    NativeRuntime.loadForDetection(); // LibTorch is loaded on first use
    NativeThreads.set(threads());
    return Device.parse(device);
  }
}
