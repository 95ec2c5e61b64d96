package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.data.AnnotationText;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.text.CsvCell;

/**
 * DeepLabCut's {@code CollectedData_SCORER.csv}: rows {@code scorer}, perhaps {@code individuals},
 * {@code bodyparts} and {@code coords}, then a row a picture, whose path is in one column or, in
 * parts, in several. An empty cell is a point without a place. Pixels from 0, whole numbers at
 * centres, as napari and matplotlib show them, in which its points are placed.
 *
 * @see <a href="https://deeplabcut.github.io/DeepLabCut/docs/standardDeepLabCut_UserGuide.html">
 *     DeepLabCut, user guide</a>
 */
final class DeepLabCutReader implements SetReader.OfFile {
  private static final int MAX_BYTES = 256 << 20;
  private static final int MOST_PLACES = 200_000; // individuals times body parts
  private static final String DEFAULT_ID = "individual\\d{1,6}"; // as its settings begin with

  /** {@return whether this is the first line of such a table} */
  static boolean isLike(String line) {
    return line.toLowerCase(Locale.ROOT).startsWith("scorer,");
  }

  /** One coordinate's column. */
  private record Column(int at, String individual, String part, boolean isX) {}

  /** What the first rows say. */
  private record Header(int rows, int paths, List<Column> columns) {}

  @Override
  public AnnotationSet read(Path file, Consumer<String> faults) throws IOException {
    CsvTable table = CsvTable.read(file, MAX_BYTES);
    Header header = header(file, table);
    Set<String> parts = new LinkedHashSet<>();
    header.columns.forEach(c -> parts.add(c.part));
    PointLayout layout;
    try {
      layout = PointLayout.of(PointLayout.FACE, List.copyOf(parts));
    } catch (IllegalArgumentException e) {
      throw AnnotationText.error(file, header.rows, String.valueOf(e.getMessage()));
    }
    PictureSearch search = new PictureSearch(file, "../..");
    List<AnnotatedPicture> pictures = new ArrayList<>();
    for (int i = header.rows; i < table.rows(); i++) {
      if (table.isBlank(i)) {
        continue;
      }
      try {
        List<String> row = table.row(i);
        String written = written(row, header);
        String name = written.replace('\\', '/');
        List<FaceAnnotation> faces = faces(file, table.line(i), row, header, List.copyOf(parts));
        if (!name.isEmpty()) {
          String last = name.substring(name.lastIndexOf('/') + 1);
          Optional<Path> found = search.find(written).or(() -> search.find(last));
          pictures.add(new AnnotatedPicture(name, found, Optional.empty(), faces));
        }
      } catch (IOException e) {
        faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
      }
    }
    return new AnnotationSet(List.of(layout), pictures);
  }

  private static Header header(Path file, CsvTable table) throws IOException {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    int i = 0;
    while (i < table.rows() && rows.size() < 4) {
      List<String> row = table.row(i);
      String name = row.get(0).toLowerCase(Locale.ROOT);
      if (!List.of("scorer", "individuals", "bodyparts", "coords").contains(name)) {
        break;
      }
      rows.put(name, row);
      i++;
    }
    List<String> parts = rows.get("bodyparts");
    List<String> coords = rows.get("coords");
    if (parts == null || coords == null) {
      throw AnnotationText.error(
          file, i + 1, "expected the rows scorer, individuals, bodyparts and coords");
    }
    List<String> individuals = rows.getOrDefault("individuals", List.of());
    int paths = 1;
    while (paths < coords.size() && coords.get(paths).isEmpty()) {
      paths++;
    }
    List<Column> columns = new ArrayList<>();
    for (int c = paths; c < coords.size(); c++) {
      String axis = coords.get(c).toLowerCase(Locale.ROOT);
      if (axis.equals("x") || axis.equals("y")) {
        if (c >= parts.size() || (!individuals.isEmpty() && c >= individuals.size())) {
          throw AnnotationText.error(file, i, "expected a body part over each coordinate");
        }
        String individual = individuals.isEmpty() ? "" : CsvCell.plain(individuals.get(c));
        columns.add(new Column(c, individual, CsvCell.plain(parts.get(c)), axis.equals("x")));
      }
    }
    if (columns.isEmpty()) {
      throw AnnotationText.error(file, i, "expected columns x and y, got none");
    }
    Set<Column> seen = new HashSet<>();
    for (Column c : columns) {
      if (!seen.add(new Column(0, c.individual, c.part, c.isX))) {
        throw AnnotationText.error(
            file,
            i,
            "two columns "
                + (c.isX ? "x" : "y")
                + " of '"
                + AnnotationText.shown(c.part)
                + "': give each body part a name of its own");
      }
    }
    long faces = columns.stream().map(c -> c.individual).distinct().count();
    long points = columns.stream().map(c -> c.part).distinct().count();
    if (faces * points > MOST_PLACES) {
      throw AnnotationText.error(file, i, "expected individuals with the same body parts");
    }
    return new Header(i, paths, columns);
  }

  private static String written(List<String> row, Header header) {
    List<String> path = row.subList(0, Math.min(header.paths, row.size()));
    return String.join("/", path.stream().filter(p -> !p.isEmpty()).toList());
  }

  private static List<FaceAnnotation> faces(
      Path file, int line, List<String> row, Header header, List<String> parts) throws IOException {
    Map<String, double[]> marked = new LinkedHashMap<>();
    for (Column c : header.columns) {
      double[] xy =
          marked.computeIfAbsent(
              c.individual,
              n -> {
                double[] none = new double[2 * parts.size()];
                Arrays.fill(none, Double.NaN);
                return none;
              });
      String cell = c.at < row.size() ? row.get(c.at) : "";
      if (!cell.isEmpty() && !cell.equalsIgnoreCase("nan")) {
        String what = (c.isX ? "x of " : "y of ") + AnnotationText.shown(c.part);
        xy[2 * parts.indexOf(c.part) + (c.isX ? 0 : 1)] =
            AnnotationText.coordinate(file, line, what, cell);
      }
    }
    List<FaceAnnotation> faces = new ArrayList<>();
    for (Map.Entry<String, double[]> entry : marked.entrySet()) {
      List<MarkedPoint> points = points(file, line, entry.getValue(), parts);
      String name = entry.getKey();
      Optional<String> id =
          name.isEmpty() || name.matches(DEFAULT_ID) ? Optional.empty() : Optional.of(name);
      if (points.stream().anyMatch(MarkedPoint::isPresent)) {
        String origin = FileNames.text(file) + ":" + line;
        faces.add(
            new FaceAnnotation(0, points, Optional.empty(), id, OptionalDouble.empty(), origin));
      }
    }
    return faces;
  }

  private static List<MarkedPoint> points(Path file, int line, double[] xy, List<String> parts)
      throws IOException {
    List<MarkedPoint> points = new ArrayList<>();
    for (int k = 0; k < parts.size(); k++) {
      double x = xy[2 * k];
      double y = xy[2 * k + 1];
      if (Double.isNaN(x) != Double.isNaN(y)) {
        throw AnnotationText.error(
            file, line, "expected x and y of " + AnnotationText.shown(parts.get(k)) + ", got one");
      }
      points.add(Double.isNaN(x) ? MarkedPoint.ABSENT : MarkedPoint.at(x, y));
    }
    return points;
  }
}
