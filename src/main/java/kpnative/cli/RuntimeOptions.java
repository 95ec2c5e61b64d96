package kpnative.cli;

import picocli.CommandLine.Option;

/** On what a command runs and how much it says. */
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
      description = "CPU threads an operation; by default one a core.")
  int threads = Runtime.getRuntime().availableProcessors();

  @Option(names = "--quiet", description = "Prints results and errors only.")
  boolean quiet;

  @Option(names = "--verbose", description = "Prints a stack trace with an error.")
  boolean verbose;

  int threads() {
    if (threads < 1) {
      throw new IllegalArgumentException("--threads must be at least 1, got " + threads);
    }
    return threads;
  }
}
