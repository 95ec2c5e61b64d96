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

  /** {@return the message without what others append to theirs; a line break in it is a name's} */
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
    String line = own(e, text.strip());
    if (e instanceof FileSystemException f && f.getReason() == null) {
      return line + " (" + e.getClass().getSimpleName().replace("Exception", "") + ")";
    }
    return line;
  }

  /**
   * LibTorch appends a C++ stack trace, Jackson what it expected; natives throw this very class.
   */
  private static String own(Throwable e, String text) {
    boolean others = text.contains("\nException raised from ");
    for (Throwable each = e; each != null; each = each.getCause()) {
      String thrown = each.getClass().getName();
      others |= thrown.equals("java.lang.RuntimeException") || thrown.startsWith("com.fasterxml.");
    }
    return others ? text.lines().findFirst().orElse("") : text;
  }
}
