package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kpnative.data.AnnotationText;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;

/**
 * The tables {@code face_landmarks_*_train.csv} by which HRNet and others pass on 300-W, AFLW and
 * WFLW: a picture, numbers of a box, and columns {@code original_0_x}, {@code original_0_y}, ... in
 * pixels from 0, as their loader takes them. Its box is a centre and a size in units of 200 pixels,
 * and is not kept.
 *
 * @see <a href="https://github.com/HRNet/HRNet-Facial-Landmark-Detection">HRNet, facial landmark
 *     detection</a>
 */
final class LandmarkCsvReader implements SetReader.OfFile {
  private static final int MAX_BYTES = 256 << 20;
  private static final Pattern COLUMN = Pattern.compile("original_(\\d{1,5})_([xy])");

  /** {@return whether this is the first line of such a table} */
  static boolean isLike(String line) {
    return line.startsWith("image_") && line.contains(",original_0_x");
  }

  @Override
  public AnnotationSet read(Path file, Consumer<String> faults) throws IOException {
    CsvTable table = CsvTable.read(file, MAX_BYTES);
    if (table.rows() == 0) {
      throw AnnotationText.error(file, 1, "expected a header, got an empty file");
    }
    int[] columns = columns(file, table.row(0));
    PictureSearch search = new PictureSearch(file, "WFLW_images", "flickr");
    Map<String, List<FaceAnnotation>> pictures = new LinkedHashMap<>();
    for (int i = 1; i < table.rows(); i++) {
      if (!table.isBlank(i)) {
        try {
          List<String> row = table.row(i);
          List<MarkedPoint> points = points(file, table.line(i), row, columns);
          pictures
              .computeIfAbsent(row.get(0), n -> new ArrayList<>())
              .add(new FaceAnnotation(0, points, FileNames.text(file) + ":" + table.line(i)));
        } catch (IOException e) {
          faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
        }
      }
    }
    List<AnnotatedPicture> all = new ArrayList<>();
    pictures.forEach(
        (name, faces) ->
            all.add(new AnnotatedPicture(name, search.find(name), Optional.empty(), faces)));
    return new AnnotationSet(
        List.of(PointLayout.unnamed(PointLayout.FACE, columns.length / 2)), all);
  }

  /** {@return the columns of x and y of each point in turn} */
  private static int[] columns(Path file, List<String> header) throws IOException {
    Map<Integer, Integer> found = new LinkedHashMap<>();
    for (int c = 0; c < header.size(); c++) {
      Matcher name = COLUMN.matcher(header.get(c));
      if (name.matches()) {
        found.put(2 * Integer.parseInt(name.group(1)) + (name.group(2).equals("x") ? 0 : 1), c);
      }
    }
    int[] columns = new int[found.size()];
    for (int i = 0; i < columns.length; i++) {
      Integer column = found.get(i);
      if (column == null || columns.length % 2 != 0) {
        throw AnnotationText.error(
            file, 1, "expected columns original_0_x, original_0_y, ... of each point");
      }
      columns[i] = column;
    }
    if (columns.length == 0) {
      throw AnnotationText.error(file, 1, "expected columns original_0_x, original_0_y, ...");
    }
    return columns;
  }

  private static List<MarkedPoint> points(Path file, int line, List<String> row, int[] columns)
      throws IOException {
    List<MarkedPoint> points = new ArrayList<>();
    for (int k = 0; k < columns.length / 2; k++) {
      if (Math.max(columns[2 * k], columns[2 * k + 1]) >= row.size()) {
        throw AnnotationText.error(
            file, line, "expected the columns of the header, got " + row.size());
      }
      points.add(
          MarkedPoint.at(
              AnnotationText.coordinate(file, line, "x of point " + k, row.get(columns[2 * k])),
              AnnotationText.coordinate(
                  file, line, "y of point " + k, row.get(columns[2 * k + 1]))));
    }
    return points;
  }
}
