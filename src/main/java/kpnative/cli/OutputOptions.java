package kpnative.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How much a command says. */
final class OutputOptions {
  @Option(names = "--quiet", description = "Prints results and errors only.")
  boolean quiet;

  @Option(names = "--verbose", description = "Prints a stack trace with an error.")
  boolean verbose;

  /** {@return where a command's library calls tell what they skip: the error output, or nowhere} */
  Consumer<String> notes(CommandSpec spec) {
    return line -> {
      if (!quiet) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
      }
    };
  }
}
