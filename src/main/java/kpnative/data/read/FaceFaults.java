package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.files.FileNames;

/**
 * What is wrong with single faces of one list. A fault of a face costs that face and is told in a
 * line; where no face is left, the list is at fault.
 */
final class FaceFaults {
  /** The end of a line about a face that is left out. */
  static final String LEFT_OUT = "; left out";

  private final Path list;
  private final FaceFaultLines faults;
  private String first = "";
  private int leftOut;

  /**
   * @param list the annotation file
   * @param faults receives one line for each face
   */
  FaceFaults(Path list, FaceFaultLines faults) {
    this.list = list;
    this.faults = faults;
  }

  /** A face is left out; the reason's message begins with file and line. */
  void leftOut(IOException why) {
    String reason = String.valueOf(why.getMessage());
    first = leftOut == 0 ? reason : first;
    leftOut++;
    faults.leftOut(reason + LEFT_OUT);
  }

  /** A face is used without the part of its annotation that is at fault. */
  void without(String part, IOException why) {
    faults.without(why.getMessage() + "; read without its " + part);
  }

  /** Rejects a list of which nothing could be used. */
  void requireSome(List<AnnotatedFace> faces, String expected) throws IOException {
    if (faces.isEmpty() && leftOut == 1) {
      throw new IOException(first);
    }
    if (faces.isEmpty()) {
      throw new IOException(
          FileNames.text(list)
              + ": expected "
              + expected
              + ", got none"
              + (leftOut == 0 ? "" : " that can be used of " + leftOut + "; first: " + first));
    }
  }
}
