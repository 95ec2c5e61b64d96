package kpnative.checks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;

/*
 * What is one item's failure? Everything thrown while it was handled, errors included: a picture
 * may be too big for the heap (OutOfMemoryError), nested too deeply (StackOverflowError), cut short
 * while it was mapped (InternalError), or need a class that is absent (LinkageError). When the
 * exception has reached the loop over all items, the stack is unwound and the item's memory is free,
 * so the next one has the same chance as if it had been first.
 *
 * What is not: UnknownError and other VirtualMachineErrors, after which nothing is sure, ThreadDeath
 * and interruption, by which somebody ends the work.
 */
/**
 * The failure of one item of many: a picture, a frame, a row. It ends nothing but this item; the
 * work on the others goes on.
 *
 * <pre>{@code
 * for (Path file : files) {
 *   try {
 *     handle(file);
 *   } catch (Throwable e) {
 *     report(ItemFailure.of(FileNames.text(file), e)); // and count it: the exit code is then 1
 *   }
 * }
 * }</pre>
 *
 * <p>Its message is one line that begins with the item's name; its cause is what was thrown.
 */
public final class ItemFailure extends IOException {
  private static final long serialVersionUID = 1;

  private ItemFailure(String line, Throwable cause) {
    super(line, cause);
  }

  /**
   * {@return the failure of an item}
   *
   * @param item names the item in the message, for example by its file
   * @param thrown whatever was thrown while it was handled; returned as it is if it is an item's
   *     failure already
   * @throws CancellationException if the thread was interrupted, which ends the work on all items;
   *     the thread stays interrupted
   * @throws Error {@code thrown} itself, if it ends the virtual machine or the thread
   */
  public static ItemFailure of(String item, Throwable thrown) {
    if (endsAll(thrown)) {
      throw (Error) thrown;
    }
    if (isInterruption(thrown)) {
      Thread.currentThread().interrupt();
    }
    if (Thread.currentThread().isInterrupted()) {
      CancellationException all = new CancellationException("interrupted at " + item);
      all.initCause(thrown);
      throw all;
    }
    return thrown instanceof ItemFailure known
        ? known
        : new ItemFailure(line(item, thrown), thrown);
  }

  /** {@return what was thrown; never null} */
  public Throwable thrown() {
    Throwable cause = getCause();
    return cause == null ? this : cause;
  }

  /** {@return whether something thrown is no item's failure, but ends the machine or the thread} */
  public static boolean endsAll(Throwable thrown) {
    return thrown instanceof ThreadDeath
        || (thrown instanceof VirtualMachineError
            && !(thrown instanceof OutOfMemoryError
                || thrown instanceof StackOverflowError
                || thrown instanceof InternalError));
  }

  private static boolean isInterruption(Throwable thrown) {
    return thrown instanceof InterruptedException
        || thrown instanceof InterruptedIOException
        || thrown instanceof ClosedByInterruptException;
  }

  /** Most messages about a file already begin with its name. */
  private static String line(String name, Throwable thrown) {
    String item = Reason.oneLine(name);
    String reason = Reason.of(thrown, name);
    boolean named = reason.startsWith(item) && reason.substring(item.length()).matches("([: ].*)?");
    return named ? reason : item + ": " + reason;
  }
}
