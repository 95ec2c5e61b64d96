package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kpnative.data.AnnotatedFace;
import kpnative.data.AnnotationText;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.files.WrittenPath;
import kpnative.geometry.Box;
import kpnative.image.PictureFiles;

/**
 * Boxes around the keypoints of faces, from a table, for instance those of a face finder. Each row
 * {@code file,x,y,w,h} is one box: {@code x,y} is its first pixel, {@code w,h} its size in pixels.
 * A picture may have any number of boxes. A header row is skipped. Immutable.
 *
 * <p>A file name is resolved against the table's folder and the working directory. If neither is
 * the picture, the last component alone must match, and the table must name only one such file.
 */
public final class BoxList {
  private static final int MAX_BYTES = 64 << 20;
  private static final int COLUMNS = 5;

  /** The least intersection over union at which a box belongs to a face. */
  private static final double LEAST_IOU = 0.3;

  private final Map<Path, List<Box>> byPath = new HashMap<>();
  private final Map<String, Set<String>> written = new HashMap<>(); // by the last path component
  private final Map<String, List<Box>> byText = new HashMap<>();

  private BoxList() {}

  /**
   * {@return the boxes in a table}
   *
   * @throws IOException if it cannot be read, or a row is not a file name and four numbers
   */
  public static BoxList read(Path table) throws IOException {
    BoxList list = new BoxList();
    CsvTable rows = CsvTable.read(table, MAX_BYTES);
    boolean first = true;
    for (int i = 0; i < rows.rows(); i++) {
      if (rows.isBlank(i)) {
        continue;
      }
      List<String> row = rows.row(i);
      if (row.size() != COLUMNS) {
        throw AnnotationText.error(
            table, rows.line(i), "expected file,x,y,w,h, got " + row.size() + " columns");
      }
      if (!first || !isHeader(row)) {
        list.add(table, rows.line(i), row);
      }
      first = false;
    }
    return list;
  }

  /**
   * {@return the face's box: of the boxes in its picture, the one with the largest intersection
   * over union with {@code own}; empty if none reaches 0.3}
   *
   * @param own the box around the face's annotated keypoints
   */
  public Optional<Box> of(AnnotatedFace face, Box own) {
    Box best = null;
    double most = LEAST_IOU;
    for (Box box : in(face.picture().name())) {
      double iou = iou(own, box);
      if (iou >= most) {
        most = iou;
        best = box;
      }
    }
    return Optional.ofNullable(best);
  }

  private List<Box> in(String picture) {
    Path path = FileNames.path(picture).toAbsolutePath().normalize();
    List<Box> boxes = byPath.get(path);
    if (boxes != null) {
      return boxes;
    }
    Set<String> texts = written.getOrDefault(FileTree.nameOf(path), Set.of());
    return texts.size() == 1 ? byText.getOrDefault(texts.iterator().next(), List.of()) : List.of();
  }

  private void add(Path table, int line, List<String> row) throws IOException {
    double x = AnnotationText.coordinate(table, line, "x", row.get(1));
    double y = AnnotationText.coordinate(table, line, "y", row.get(2));
    double w = AnnotationText.coordinate(table, line, "w", row.get(3));
    double h = AnnotationText.coordinate(table, line, "h", row.get(4));
    if (!(w > 0 && h > 0)) {
      throw AnnotationText.error(
          table, line, "w and h must be greater than 0, got " + w + " and " + h);
    }
    String text = row.get(0);
    Path named =
        WrittenPath.of(text)
            .orElseThrow(
                () ->
                    AnnotationText.error(
                        table,
                        line,
                        "'"
                            + AnnotationText.shown(text)
                            + "' "
                            + WrittenPath.problem(text).orElse("is no file name")))
            .normalize();
    List<Box> boxes = byText.computeIfAbsent(FileNames.text(named), t -> new ArrayList<>());
    boxes.add(Box.ofPixels(x, y, w, h));
    byPath.put(named.toAbsolutePath().normalize(), boxes);
    byPath.put(FileTree.folderOf(table).resolve(named).toAbsolutePath().normalize(), boxes);
    written
        .computeIfAbsent(FileTree.nameOf(named), n -> new LinkedHashSet<>())
        .add(FileNames.text(named));
  }

  private static boolean isHeader(List<String> row) {
    return !PictureFiles.isPictureName(row.get(0)) && row.get(1).matches("[\\p{Alpha}_ ]+");
  }

  /** {@return the intersection over union of two boxes} */
  private static double iou(Box a, Box b) {
    double w = Math.min(a.right(), b.right()) - Math.max(a.left(), b.left());
    double h = Math.min(a.bottom(), b.bottom()) - Math.max(a.top(), b.top());
    if (!(w > 0 && h > 0)) {
      return 0;
    }
    double shared = w * h;
    return shared / (a.width() * a.height() + b.width() * b.height() - shared);
  }
}
