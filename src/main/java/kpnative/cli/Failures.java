package kpnative.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** Turns exceptions into the messages that a command prints. */
final class Failures {
  private Failures() {}

  /** Prints one line about {@code e}, and its stack trace with {@code --verbose}. */
  static void report(CommandLine command, Throwable e) {
    PrintWriter err = Terminal.of(command.getErr());
    err.println("kp-native: " + message(e));
    OptionSpec verbose = command.getCommandSpec().findOption("--verbose");
    if (verbose != null && Boolean.TRUE.equals(verbose.getValue())) {
      e.printStackTrace(err);
    }
    err.flush();
  }

  /** {@return the first line of the message} LibTorch appends a C++ stack trace to its messages. */
  static String message(Throwable e) {
    Throwable cause = e.getCause();
    String text = e.getMessage();
    boolean onlyWraps =
        e instanceof UncheckedIOException
            || e instanceof ExecutionException
            || (cause != null && cause.toString().equals(text));
    if (onlyWraps && cause != null) {
      return message(cause);
    }
    if (e instanceof OutOfMemoryError) {
      return "out of memory: " + text + " (java -Xmx raises the limit of Java's heap)";
    }
    if (text == null || text.isBlank()) {
      return e.getClass().getSimpleName();
    }
    String line = text.strip().lines().findFirst().orElse("");
    if (e instanceof FileSystemException f && f.getReason() == null) {
      return line + " (" + e.getClass().getSimpleName().replace("Exception", "") + ")";
    }
    return line;
  }
}
