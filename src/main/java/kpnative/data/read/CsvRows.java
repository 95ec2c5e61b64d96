package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.AnnotationText;
import kpnative.data.annotation.MarkedPoint;
import kpnative.image.PictureFiles;

/** What the rows of a table of faces hold: column names, or a picture and points. */
final class CsvRows {
  private CsvRows() {}

  /** {@return the points of a row; those with two empty fields are absent} */
  static List<MarkedPoint> points(Path file, int line, List<String> row, int[] columns)
      throws IOException {
    List<MarkedPoint> points = new ArrayList<>();
    for (int k = 0; k < columns.length / 2; k++) {
      String x = row.get(columns[2 * k]);
      String y = row.get(columns[2 * k + 1]);
      points.add(
          x.isEmpty() && y.isEmpty()
              ? MarkedPoint.ABSENT
              : MarkedPoint.at(
                  AnnotationText.coordinate(file, line, "x of point " + k, x),
                  AnnotationText.coordinate(file, line, "y of point " + k, y)));
    }
    return points;
  }

  /**
   * Whether a first row holds column names. A row whose first cell names a picture is data, so that
   * a damaged first row is an error.
   *
   * @throws IllegalArgumentException if the row begins a table of another kind
   */
  static boolean isHeader(List<String> row) {
    String first = row.get(0);
    if (DeepLabCutReader.isLike(String.join(",", row))) {
      throw new IllegalArgumentException("expected one row of column names, got DeepLabCut's rows");
    }
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
    int from = row.get(1).equals("1") ? 1 : 0;
    for (int i = 1; i < row.size(); i++) {
      if (!row.get(i).equals(String.valueOf(from + i - 1))) {
        return false;
      }
    }
    return true;
  }
}
