package kpnative.label;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import kpnative.data.read.FaceReader;

/** A format of text files with one face each, of which points are replaced line by line. */
interface FaceFileFormat {
  /** {@return the format's name for people} */
  String format();

  /** {@return the ending of its files' names, without the dot} */
  String extension();

  /** {@return the reader, which checks a file} */
  FaceReader reader();

  /**
   * {@return the lines with the points that differ between {@code before} and {@code now} replaced;
   * every other character is as it was}
   *
   * @param lines of a file that the reader accepts, with their ends
   * @throws IOException if a line of a point isn't found
   */
  List<String> edited(List<String> lines, LabelFace before, LabelFace now, Path picture)
      throws IOException;

  /**
   * {@return the text of a new file}
   *
   * @throws IOException if the format makes none
   */
  String made(LabelFace face) throws IOException;
}
