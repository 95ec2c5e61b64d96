package kpnative.report;

import java.nio.file.Path;
import kpnative.checks.ItemFailure;
import kpnative.checks.Reason;
import kpnative.files.FileNames;

/** Says why a file about a finished training is absent; the training does not fail with it. */
final class Unwritten {
  private Unwritten() {}

  /**
   * {@return the file, what is the matter with it, and why, in one line}
   *
   * @param thrown whatever was thrown while it was written, also for lack of memory; thrown again
   *     if it ends the work on everything, see {@link ItemFailure#of}
   */
  static String line(Path file, String matter, Throwable thrown) {
    ItemFailure failure = ItemFailure.of(FileNames.text(file), thrown);
    return FileNames.text(file)
        + " "
        + matter
        + ": "
        + Reason.of(failure == thrown ? failure : failure.thrown());
  }
}
