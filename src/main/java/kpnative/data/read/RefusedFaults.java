package kpnative.data.read;

import java.io.IOException;
import java.util.Locale;

/** No fault is accepted: every one is counted while the data are read, then the first is told. */
final class RefusedFaults implements DataFaults {
  private String first = "";
  private int count;

  @Override
  public void leftOut(String line) {
    first = count == 0 ? line.replaceFirst("; (left out|read without its [a-z ]+)$", "") : first;
    count++;
  }

  @Override
  public void file(IOException e) throws IOException {
    throw e;
  }

  /**
   * Does nothing if there was no fault.
   *
   * @throws IOException the first fault, with its file, and how many others there are
   */
  void requireNone() throws IOException {
    if (count > 0) {
      String others =
          count == 1
              ? ""
              : String.format(
                  Locale.ROOT,
                  ", and %d more face%s at fault (doctor --data names all)",
                  count - 1,
                  count == 2 ? "" : "s");
      throw new IOException(first + others);
    }
  }
}
