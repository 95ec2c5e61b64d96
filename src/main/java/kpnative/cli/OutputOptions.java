package kpnative.cli;

import picocli.CommandLine.Option;

/** How much a command says. */
final class OutputOptions {
  @Option(names = "--quiet", description = "Prints results and errors only.")
  boolean quiet;

  @Option(names = "--verbose", description = "Prints a stack trace with an error.")
  boolean verbose;
}
