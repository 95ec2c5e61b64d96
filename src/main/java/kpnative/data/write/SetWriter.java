package kpnative.data.write;

import java.io.IOException;
import java.util.Set;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.Holds;

/** Writes sets in one format. Implementations have no state. */
interface SetWriter {
  /** {@return what the format can hold beside the places of points} */
  Set<Holds> holds();

  /** {@return where the annotations go} */
  Form form();

  /** {@return whether the pictures' sizes must be known} */
  default boolean needsSizes() {
    return false;
  }

  /** {@return the name that a picture gets when it is copied to the annotations} */
  default String copied(String name) {
    return name;
  }

  /**
   * Writes a set that holds no more than the format can.
   *
   * @param target takes the files
   * @throws IOException if a file exists and must not be replaced, or cannot be written
   */
  void write(AnnotationSet set, Target target) throws IOException;

  /** Where annotations go, and how pictures are named there. */
  enum Form {
    /** A file; pictures are named from its folder. */
    FILE,
    /** A file for a tool that has the pictures itself: never with {@code ..} in their names. */
    TOOL,
    /** A folder with a file for each picture, beside it. */
    FOLDER
  }
}
