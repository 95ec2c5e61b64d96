package kpnative.cli;

import java.io.PrintWriter;
import kpnative.checks.Reason;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Turns exceptions into the messages that a command prints. */
final class Failures {
  private Failures() {}

  /** Prints one line about {@code e}, and its stack trace with {@code --verbose}. */
  static void report(CommandLine command, Throwable e) {
    PrintWriter err = Terminal.of(command.getErr());
    err.println("kp-native: " + Reason.of(e));
    OptionSpec verbose = command.getCommandSpec().findOption("--verbose");
    if (verbose != null && Boolean.TRUE.equals(verbose.getValue())) {
      e.printStackTrace(err);
    }
    err.flush();
  }
}
