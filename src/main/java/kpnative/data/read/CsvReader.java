package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.AnnotationText;
import kpnative.data.PhotographNames;
import kpnative.data.PictureFile;
import kpnative.files.FileTree;
import kpnative.image.PictureFiles;
import kpnative.keypoints.Keypoints;

/**
 * Tables of comma-separated values, one row per face: {@code file,x1,y1,x2,y2,...}, in pixels
 * counted from 0. Every row has the same number of points. A header row is skipped, even if its
 * names are running numbers or the first one is empty.
 *
 * <p>Fields may be quoted ({@code "a ""b"", c.jpg"}), but may not contain line breaks. The picture
 * is searched for beside the table, then in the folder {@code images/} beside it.
 */
public final class CsvReader implements FaceReader {
  private static final int MAX_BYTES = 256 << 20;

  @Override
  public List<AnnotatedFace> read(Path annotation, Consumer<String> notes) throws IOException {
    List<String> lines = AnnotationText.lines(annotation, MAX_BYTES);
    List<AnnotatedFace> faces = new ArrayList<>();
    int count = 0;
    boolean headerPossible = true;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).isBlank()) {
        continue;
      }
      List<String> row = fields(annotation, i + 1, lines.get(i));
      if (headerPossible && isHeader(row)) {
        headerPossible = false;
        continue;
      }
      headerPossible = false;
      AnnotatedFace face = face(annotation, i + 1, row);
      if (!faces.isEmpty() && face.keypoints().count() != count) {
        throw AnnotationText.error(
            annotation,
            i + 1,
            "expected " + count + " points as in the rows before, got " + face.keypoints().count());
      }
      count = face.keypoints().count();
      faces.add(face);
    }
    if (faces.isEmpty()) {
      throw new IOException(annotation + ": expected rows 'file,x1,y1,...', got none");
    }
    return faces;
  }

  private static AnnotatedFace face(Path table, int line, List<String> row) throws IOException {
    if (row.size() < 3 || row.size() % 2 == 0) {
      throw AnnotationText.error(
          table,
          line,
          "expected a file name and pairs of x and y, got " + (row.size() - 1) + " numbers");
    }
    double[] xy = new double[row.size() - 1];
    for (int i = 0; i < xy.length; i++) {
      String what = (i % 2 == 0 ? "x" : "y") + " of point " + i / 2;
      xy[i] = AnnotationText.coordinate(table, line, what, row.get(i + 1).strip());
    }
    Path folder = FileTree.folderOf(table);
    String written = row.get(0).strip();
    Path picture =
        NamedPictures.named(List.of(folder, folder.resolve("images")), written)
            .orElseThrow(() -> NamedPictures.absent(table, line, folder, written));
    return new AnnotatedFace(
        new PictureFile(picture),
        PhotographNames.photograph(picture),
        PhotographNames.person(picture),
        Keypoints.of(xy),
        Optional.empty(),
        table + ":" + line);
  }

  /**
   * Whether a first row holds column names. A row whose first cell names a picture is data, so that
   * a damaged first row is an error.
   */
  private static boolean isHeader(List<String> row) {
    String first = row.get(0).strip();
    if (first.isEmpty()) {
      return true;
    }
    if (PictureFiles.isPictureName(first) || row.size() < 2) {
      return false;
    }
    boolean names = row.subList(1, row.size()).stream().anyMatch(c -> !c.matches("[-+.\\deE ]*"));
    return names || isCounting(row);
  }

  /** Whether the cells after the first read 0, 1, 2, ... or 1, 2, 3, ... */
  private static boolean isCounting(List<String> row) {
    int from = row.get(1).strip().equals("1") ? 1 : 0;
    for (int i = 1; i < row.size(); i++) {
      if (!row.get(i).strip().equals(String.valueOf(from + i - 1))) {
        return false;
      }
    }
    return true;
  }

  /** {@return the fields of a row, without quotes} */
  static List<String> fields(Path table, int line, String text) throws IOException {
    List<String> out = new ArrayList<>();
    int at = 0;
    while (at <= text.length()) {
      if (out.size() > 2 * MAX_KEYPOINTS) {
        throw AnnotationText.error(
            table, line, "expected at most " + MAX_KEYPOINTS + " points, got more");
      }
      StringBuilder field = new StringBuilder();
      if (at < text.length() && text.charAt(at) == '"') {
        at = quoted(table, line, text, at, field);
      } else {
        int comma = text.indexOf(',', at);
        int end = comma < 0 ? text.length() : comma;
        field.append(text, at, end);
        at = end;
      }
      out.add(field.toString());
      if (at < text.length() && text.charAt(at) != ',') {
        throw AnnotationText.error(
            table, line, "expected ',' after a quoted field, got '" + text.charAt(at) + "'");
      }
      at++; // the comma, or one past the end
    }
    return out;
  }

  /** {@return the index after the closing quote of the field that opens at {@code at}} */
  private static int quoted(Path table, int line, String text, int at, StringBuilder field)
      throws IOException {
    int from = at + 1;
    while (true) {
      int quote = text.indexOf('"', from);
      if (quote < 0) {
        throw AnnotationText.error(table, line, "expected a closing '\"', got the end of the line");
      }
      field.append(text, from, quote);
      if (quote + 1 < text.length() && text.charAt(quote + 1) == '"') {
        field.append('"');
        from = quote + 2;
      } else {
        return quote + 1;
      }
    }
  }
}
