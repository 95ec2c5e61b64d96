package kpnative.data;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.InputFile;
import kpnative.text.PlainText;

/**
 * Reads the lines of annotation files, parses their numbers, and makes errors with file and line.
 */
public final class AnnotationText {
  /**
   * The largest coordinate accepted, pixels. No picture is that wide, so a larger one is an error.
   */
  static final double LARGEST_COORDINATE = 1e6;

  private static final int SHOWN_CHARACTERS = 40;

  // narrower than parseDouble, which also takes "1f", "2d", "0x1p3", "NaN" and "Infinity"
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][+-]?\\d{1,3})?");

  private AnnotationText() {}

  /**
   * {@return the lines of a file, without their terminators (LF, CRLF or CR)} The file is decoded
   * as {@link TextEncoding} finds.
   *
   * @param maxBytes the largest file size accepted
   * @throws IOException if the file does not exist, is too large or cannot be read
   */
  public static List<String> lines(Path file, int maxBytes) throws IOException {
    byte[] bytes;
    try {
      bytes = InputFile.bytes(file, "an annotation file", maxBytes);
    } catch (NoSuchFileException e) {
      throw new IOException(FileTree.absent(file, "file"), e);
    }
    return TextEncoding.decode(file, bytes).lines().toList();
  }

  /**
   * {@return the coordinate in {@code text}}
   *
   * @param line counted from 1
   * @param what the name of the number, for the error message
   * @throws IOException if the text is not a finite decimal number from -1,000,000 to 1,000,000
   */
  public static double coordinate(Path file, int line, String what, String text)
      throws IOException {
    double value = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!(Math.abs(value) <= LARGEST_COORDINATE)) { // the negation also catches NaN
      throw error(
          file,
          line,
          what + " must be a finite number within 1,000,000 of 0, got '" + shown(text) + "'");
    }
    return value;
  }

  /** {@return the integer in {@code text}, from 0 to {@code max}} */
  public static int whole(Path file, int line, String what, String text, int max)
      throws IOException {
    if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > max) {
      throw error(
          file,
          line,
          what + " must be a whole number from 0 to " + max + ", got '" + shown(text) + "'");
    }
    return Integer.parseInt(text);
  }

  /**
   * {@return an error whose message begins with the file and the line, counted from 1; one line,
   * whatever the file's own text in it holds}
   */
  public static IOException error(Path file, int line, String message) {
    return new IOException(at(file, line) + PlainText.line(message));
  }

  /** {@return {@code text}, truncated to 40 characters for a message} */
  public static String shown(String text) {
    return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "...";
  }

  private static String at(Path file, int line) {
    return FileNames.text(file) + ":" + line + ": ";
  }
}
