package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.AnnotationText;
import kpnative.data.PhotographNames;
import kpnative.data.PictureFile;
import kpnative.data.annotation.MarkedPoint;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.keypoints.KeypointSchema;

/**
 * Tables of separated values, one row per face: {@code file,x1,y1,x2,y2,...}, in pixels counted
 * from 0. A header row is skipped, even if its names are running numbers or the first one is empty;
 * where it names points, {@link ColumnNames} says which columns are theirs. A {@link CsvTable}
 * finds out what separates the fields. A point with two empty fields is absent.
 *
 * <p>The picture is searched for beside the table, then in the folder {@code images/} beside it.
 */
public final class CsvReader implements FaceReader {
  private static final int MAX_BYTES = 256 << 20;

  @Override
  public List<AnnotatedFace> read(Path annotation, FaceFaultLines faults) throws IOException {
    CsvTable table = CsvTable.read(annotation, MAX_BYTES);
    List<AnnotatedFace> faces = new ArrayList<>();
    FaceFaults rows = new FaceFaults(annotation, faults);
    int[] columns = null;
    Optional<KeypointSchema> schema = Optional.empty();
    for (int i = 0; i < table.rows(); i++) {
      if (table.isBlank(i)) {
        continue;
      }
      try {
        List<String> row = table.row(i);
        if (columns == null) { // the first row
          boolean header = CsvRows.isHeader(row);
          columns = header ? ColumnNames.order(row) : ColumnNames.inTurn(row);
          if (header) {
            schema =
                columns.length < 2
                    ? Optional.empty()
                    : LayoutSchema.ofNames(ColumnNames.points(row, columns));
            continue;
          }
        }
        faces.add(face(annotation, table.line(i), row, columns, schema));
      } catch (IllegalArgumentException e) { // the header's: no row can be read
        throw new IOException(
            FileNames.text(annotation) + ":" + table.line(i) + ": " + e.getMessage(), e);
      } catch (IOException e) {
        rows.leftOut(e);
      }
    }
    rows.requireSome(faces, "rows 'file,x1,y1,...'");
    return faces;
  }

  private static AnnotatedFace face(
      Path table, int line, List<String> row, int[] header, Optional<KeypointSchema> schema)
      throws IOException {
    if (row.size() < 3 || row.size() % 2 == 0) {
      String only = row.get(0);
      throw AnnotationText.error(
          table,
          line,
          "expected a file name and pairs of x and y, got "
              + (row.size() - 1)
              + " numbers"
              + (row.size() == 1 && only.matches("\\S++(?:\\s++[-+.\\deE]++){2}.*")
                  ? ", separated by blanks: separate them by commas, semicolons or tabs"
                  : ""));
    }
    boolean asNamed = header.length == row.size() - 1;
    if (!asNamed && !ColumnNames.isInTurn(header)) {
      throw AnnotationText.error(
          table,
          line,
          "expected the " + header.length + " columns of the header, got " + (row.size() - 1));
    }
    int[] columns = asNamed ? header : ColumnNames.inTurn(row);
    List<MarkedPoint> points = CsvRows.points(table, line, row, columns);
    if (points.stream().noneMatch(MarkedPoint::isPresent)) {
      throw AnnotationText.error(table, line, "the face has no point");
    }
    Path folder = FileTree.folderOf(table);
    String written = row.get(0);
    Path picture =
        NamedPictures.named(List.of(folder, folder.resolve("images")), written)
            .orElseThrow(() -> NamedPictures.absent(table, line, folder, written));
    return new AnnotatedFace(
        new PictureFile(picture),
        PhotographNames.photograph(picture),
        PhotographNames.person(picture),
        MarkedPoint.places(points),
        Optional.empty(),
        FileNames.text(table) + ":" + line,
        List.of(),
        schema.filter(s -> asNamed));
  }
}
