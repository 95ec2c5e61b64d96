package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.AnnotationText;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;

/**
 * Tables as {@link CsvReader} reads them, as a set: with the header's names of points, and also
 * where pictures are absent. Rows of another length than the first are left out.
 */
final class CsvSets implements SetReader.OfFile {
  private static final int MAX_BYTES = 256 << 20;

  @Override
  public AnnotationSet read(Path file, Consumer<String> faults) throws IOException {
    CsvTable table = CsvTable.read(file, MAX_BYTES);
    PictureSearch search = new PictureSearch(file);
    Map<String, List<FaceAnnotation>> pictures = new LinkedHashMap<>();
    int[] columns = null;
    List<String> names = List.of();
    for (int i = 0; i < table.rows(); i++) {
      if (table.isBlank(i)) {
        continue;
      }
      try {
        List<String> row = table.row(i);
        if (columns == null) { // the first row
          boolean header = CsvRows.isHeader(row);
          columns = header ? ColumnNames.order(row) : ColumnNames.inTurn(row);
          names = header ? ColumnNames.points(row, columns) : numbers(columns.length / 2);
          if (header) {
            continue;
          }
        }
        if (row.size() != columns.length + 1 || columns.length % 2 != 0) {
          throw AnnotationText.error(
              file,
              table.line(i),
              "expected a name and " + columns.length + " numbers, got " + (row.size() - 1));
        }
        pictures
            .computeIfAbsent(row.get(0), n -> new ArrayList<>())
            .add(
                new FaceAnnotation(
                    0,
                    CsvRows.points(file, table.line(i), row, columns),
                    FileNames.text(file) + ":" + table.line(i)));
      } catch (IllegalArgumentException e) { // the header's: no row can be read
        throw AnnotationText.error(file, table.line(i), String.valueOf(e.getMessage()));
      } catch (IOException e) {
        faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
      }
    }
    List<AnnotatedPicture> all = new ArrayList<>();
    pictures.forEach(
        (name, faces) ->
            all.add(new AnnotatedPicture(name, search.find(name), Optional.empty(), faces)));
    return new AnnotationSet(
        all.isEmpty() ? List.of() : List.of(PointLayout.of(PointLayout.FACE, names)), all);
  }

  private static List<String> numbers(int count) {
    return PointLayout.unnamed(PointLayout.FACE, count).points();
  }
}
