package kpnative.data.read;

import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Faults of a data set that is to be used: faces are left out with a note, a file that cannot be
 * read is an error.
 */
final class NotedFaults implements DataFaults {
  private static final int NAMED = 5; // faces; a set may have thousands at fault

  private final Consumer<String> notes;
  private int faces;

  NotedFaults(Consumer<String> notes) {
    this.notes = notes;
  }

  @Override
  public void leftOut(String line) {
    faces++;
    if (faces <= NAMED) {
      notes.accept(line);
    }
  }

  @Override
  public void file(IOException e) throws IOException {
    throw e;
  }

  /**
   * Notes how many faces are at fault, if any are.
   *
   * @param spec the data set, in the syntax of {@link DataSpec#parse}
   * @param read the number of faces that were read
   */
  void count(String spec, int read) {
    if (faces > 0) {
      notes.accept(
          String.format(
              Locale.ROOT,
              "%s: faces read: %d, at fault: %d%s",
              spec,
              read,
              faces,
              faces > NAMED ? ", of which " + NAMED + " are named (doctor --data names all)" : ""));
    }
  }
}
