package kpnative.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;
import kpnative.data.UnreadablePictures;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How much a command prints. */
final class OutputOptions {
  @Option(names = "--quiet", description = "Prints results and errors only.")
  boolean quiet;

  @Option(names = "--verbose", description = "Prints a stack trace with an error.")
  boolean verbose;

  /**
   * {@return the policy by which each picture or annotation that cannot be used is a line on
   * standard error, also with {@code --quiet}, and the others are done}
   */
  UnreadablePictures leftOut(CommandSpec spec) {
    return UnreadablePictures.leftOut(line -> error(spec, line));
  }

  /**
   * {@return the exit code of a command that has done the others} If some were left out, prints how
   * many.
   */
  int exitCode(CommandSpec spec, UnreadablePictures leftOut) {
    int count = leftOut.count();
    if (count == 0) {
      return 0;
    }
    String what = count == 1 ? " face or file" : " faces or files";
    error(spec, "left out " + count + what + ", named above");
    return ExitCode.FAILED;
  }

  private static void error(CommandSpec spec, String line) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("kp-native: " + line);
    err.flush();
  }

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
