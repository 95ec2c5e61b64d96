package kpnative.data.read;

import java.io.IOException;

/** Receives what is wrong with a data set's annotations, while the others are read. */
interface DataFaults extends FaceFaultLines {
  /**
   * A file that cannot be read.
   *
   * @throws IOException {@code e}, or else the other files are read
   */
  void file(IOException e) throws IOException;
}
