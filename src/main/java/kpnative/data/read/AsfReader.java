package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.AnnotationText;
import kpnative.data.PhotographNames;
import kpnative.data.PictureFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.geometry.Size;
import kpnative.keypoints.Keypoints;

/**
 * AAM shape files ({@code .asf}), one face each, as in the IMM databases.
 *
 * <p>A file holds the number of points on a line of its own; one line per point, {@code path type x
 * y point from to} and possibly more columns, separated by blanks; and last the name of the
 * picture. Blank lines and {@code #} comments are skipped. {@code x} and {@code y} are fractions of
 * the picture's width and height, so the picture's header is read too. Points are ordered by their
 * number, not by their line.
 *
 * <p>The named picture is searched for beside the file, then in the parent folder (the original
 * edition keeps {@code .asf} files in a subfolder). If there is none, a picture with the
 * annotation's stem is searched for in the same folders.
 */
public final class AsfReader implements FaceReader {
  private static final int MAX_BYTES = 4 << 20;
  private static final int COLUMNS = 7;

  private final PictureSizes sizes;

  /** Finds a picture's size; tests need no picture. */
  @FunctionalInterface
  interface PictureSizes {
    Size of(Path picture) throws IOException;
  }

  /** Creates a reader of points in the upright frame. */
  public AsfReader() {
    this(PointFrame.UPRIGHT);
  }

  /** Creates a reader that takes picture sizes from the files' headers. */
  AsfReader(PointFrame frame) {
    this(frame::size);
  }

  AsfReader(PictureSizes sizes) {
    this.sizes = sizes;
  }

  @Override
  public List<AnnotatedFace> read(Path annotation, FaceFaultLines faults) throws IOException {
    Cursor lines = new Cursor(annotation, AnnotationText.lines(annotation, MAX_BYTES));
    String countText = lines.next("the count of points");
    int count =
        AnnotationText.whole(
            annotation, lines.number(), "the count of points", countText, MAX_KEYPOINTS);
    if (count == 0) {
      throw AnnotationText.error(annotation, lines.number(), "expected at least 1 point, got 0");
    }
    double[] xy = points(lines, count);
    Path picture = picture(lines, annotation);
    Size size = sizes.of(picture);
    for (int i = 0; i < count; i++) {
      xy[2 * i] *= size.width();
      xy[2 * i + 1] *= size.height();
    }
    return List.of(
        new AnnotatedFace(
            new PictureFile(picture),
            PhotographNames.photograph(picture),
            PhotographNames.person(picture),
            Keypoints.of(xy),
            Optional.empty(),
            FileNames.text(annotation)));
  }

  private static double[] points(Cursor lines, int count) throws IOException {
    double[] xy = new double[2 * count];
    boolean[] seen = new boolean[count];
    for (int i = 0; i < count; i++) {
      String[] f = lines.next(count + " points (got " + i + ")").split("\\s+");
      if (f.length < COLUMNS) {
        throw lines.error("expected " + count + " points, got " + i + ", then '" + shown(f) + "'");
      }
      int point = AnnotationText.whole(lines.file, lines.number(), "point number", f[4], count - 1);
      if (seen[point]) {
        throw lines.error("point " + point + " occurs twice");
      }
      seen[point] = true;
      String name = "of point " + point;
      xy[2 * point] = AnnotationText.coordinate(lines.file, lines.number(), "x " + name, f[2]);
      xy[2 * point + 1] = AnnotationText.coordinate(lines.file, lines.number(), "y " + name, f[3]);
    }
    return xy;
  }

  private static Path picture(Cursor lines, Path annotation) throws IOException {
    String host = lines.hasNext() ? lines.next("the picture's name") : "";
    String[] fields = host.split("\\s+");
    if (fields.length >= COLUMNS && fields[0].matches("\\d+") && fields[4].matches("\\d+")) {
      throw lines.error("expected the picture's name after the last point, got one more point");
    }
    Path folder = FileTree.folderOf(annotation);
    Path above = FileTree.folderOf(folder.toAbsolutePath());
    String stem = FileTree.stemOf(annotation);
    Optional<Path> picture =
        NamedPictures.named(List.of(folder, above), host)
            .or(() -> NamedPictures.ofStem(folder, stem))
            .or(() -> NamedPictures.ofStem(above, stem));
    if (picture.isEmpty()) {
      throw NamedPictures.absent(annotation, lines.number(), folder, host.isEmpty() ? stem : host);
    }
    return picture.get();
  }

  private static String shown(String[] fields) {
    return AnnotationText.shown(String.join(" ", fields));
  }

  /** The lines that are neither blank nor comments, with their numbers. */
  private static final class Cursor {
    final Path file;
    private final List<String> lines;
    private int read; // lines consumed so far, which is also the number of the last one

    Cursor(Path file, List<String> lines) {
      this.file = file;
      this.lines = lines;
    }

    boolean hasNext() {
      int ahead = read;
      while (ahead < lines.size() && isSkipped(lines.get(ahead))) {
        ahead++;
      }
      return ahead < lines.size();
    }

    String next(String expected) throws IOException {
      while (read < lines.size()) {
        String line = lines.get(read++);
        if (!isSkipped(line)) {
          return line.strip();
        }
      }
      throw error("expected " + expected + ", got the end of the file");
    }

    int number() {
      return read;
    }

    IOException error(String message) {
      return AnnotationText.error(file, read, message);
    }

    private static boolean isSkipped(String line) {
      return line.isBlank() || line.stripLeading().startsWith("#");
    }
  }
}
