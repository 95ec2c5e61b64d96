package kpnative.checks;

import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.util.concurrent.ExecutionException;

/** Says in one line why something failed. */
public final class Reason {
  private Reason() {}

  /**
   * {@return the message of {@code e}, or of its cause if {@code e} only wraps that, in one line;
   * never blank} Line breaks in our own messages are those of names, and are escaped.
   */
  public static String of(Throwable e) {
    return of(e, "");
  }

  /**
   * {@return the reason, as {@link #of(Throwable)}, with the line breaks of {@code item} escaped}
   *
   * @param item a name from outside that the message may hold
   */
  static String of(Throwable e, String item) {
    Throwable cause = e.getCause();
    String text = e.getMessage();
    boolean onlyWraps =
        e instanceof UncheckedIOException
            || e instanceof ExecutionException
            || (cause != null && cause.toString().equals(text));
    if (onlyWraps && cause != null) {
      return of(cause, item);
    }
    String whole = text == null ? "" : text.replace(item, oneLine(item));
    String line = own(e, whole.strip());
    if (e instanceof OutOfMemoryError) {
      return outOfMemory(line);
    }
    if (e instanceof StackOverflowError) {
      return "out of stack: nested too deeply (java -Xss raises the limit)";
    }
    if (line.isEmpty()) {
      return e.getClass().getSimpleName();
    }
    if (e instanceof FileSystemException f && f.getReason() == null) {
      return line + " (" + e.getClass().getSimpleName().replace("Exception", "") + ")";
    }
    return e instanceof LinkageError ? e.getClass().getSimpleName() + ": " + line : line;
  }

  /**
   * {@return the message without what others append to theirs} LibTorch appends a C++ stack trace,
   * Jackson what it expected; natives throw this very class.
   */
  private static String own(Throwable e, String text) {
    boolean others = text.contains("\nException raised from ");
    for (Throwable each = e; each != null; each = each.getCause()) {
      String thrown = each.getClass().getName();
      others |= thrown.equals("java.lang.RuntimeException") || thrown.startsWith("com.fasterxml.");
    }
    return others ? text.lines().findFirst().orElse("") : oneLine(text);
  }

  /** {@return a name whose line breaks are escaped} */
  static String oneLine(String item) {
    return item.replace("\n", "\\n").replace("\r", "\\r");
  }

  private static String outOfMemory(String text) {
    boolean heap = text.contains("heap") || text.contains("GC overhead");
    return "out of memory"
        + (text.isEmpty() ? "" : ": " + text)
        + (heap ? " (java -Xmx raises the limit of Java's heap)" : "");
  }
}
