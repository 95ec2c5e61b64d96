package kpnative.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How much a command prints. */
final class OutputOptions {
  @Option(names = "--quiet", description = "Prints results and errors only.")
  boolean quiet;

  @Option(names = "--verbose", description = "Prints a stack trace with an error.")
  boolean verbose;

  /**
   * {@return a consumer for the notes of library calls, such as skipped files: prints each to
   * standard error, or nothing with {@code --quiet}}
   */
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
