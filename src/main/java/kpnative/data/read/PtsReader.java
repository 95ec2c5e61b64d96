package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import kpnative.data.AnnotatedFace;
import kpnative.data.AnnotationText;
import kpnative.data.PhotographNames;
import kpnative.data.PictureFile;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.keypoints.Keypoints;

/**
 * Point files ({@code .pts}) of 300-W and related data sets, one face each. The picture is beside
 * the file, with the same stem and a usual extension.
 *
 * <p>Most files hold {@code version:}, {@code n_points:} and the points in braces; some copies hold
 * only the points, one {@code x y} per line. The format's first pixel is (1, 1), so the reader
 * subtracts 1.
 */
public final class PtsReader implements FaceReader {
  private static final int MAX_BYTES = 4 << 20;

  @Override
  public List<AnnotatedFace> read(Path annotation, FaceFaultLines faults) throws IOException {
    Keypoints keypoints = points(annotation);
    Path folder = FileTree.folderOf(annotation);
    String stem = FileTree.stemOf(annotation);
    Path picture =
        NamedPictures.ofStem(folder, stem)
            .orElseThrow(
                () -> NamedPictures.absent(annotation, 1, folder, stem + ".jpg, .png, ..."));
    return List.of(
        new AnnotatedFace(
            new PictureFile(picture),
            PhotographNames.photograph(picture),
            PhotographNames.person(picture),
            keypoints,
            Optional.empty(),
            FileNames.text(annotation)));
  }

  /** {@return the points of the file, whether or not it has a picture} */
  static Keypoints points(Path annotation) throws IOException {
    Parser parser = new Parser(annotation);
    int number = 0;
    for (String line : AnnotationText.lines(annotation, MAX_BYTES)) {
      parser.line(++number, line.strip());
    }
    return parser.end(Math.max(1, number));
  }

  /** The parser's state between lines: header seen or not, brace open or closed, points so far. */
  private static final class Parser {
    private final Path file;
    private final double[] xy = new double[2 * MAX_KEYPOINTS];
    private int count;
    private int claimed = -1;
    private boolean header;
    private boolean open;
    private boolean closed;

    Parser(Path file) {
      this.file = file;
    }

    void line(int number, String text) throws IOException {
      if (text.isEmpty()) {
        return;
      }
      if (closed) {
        throw error(number, "expected nothing after '}', got '" + shown(text) + "'");
      } else if (text.startsWith("version:") || text.startsWith("n_points:")) {
        headerLine(number, text);
      } else if (text.equals("{")) {
        if (open || count > 0) {
          throw error(number, "expected one '{' before the points, got it after " + count);
        }
        open = true;
      } else if (text.equals("}")) {
        if (!open) {
          throw error(number, "expected '{' before '}'");
        }
        closed = true;
      } else {
        if (header && !open) {
          throw error(number, "expected '{' after the header, got '" + shown(text) + "'");
        }
        point(number, text);
      }
    }

    private void headerLine(int number, String text) throws IOException {
      if (open || count > 0) {
        throw error(number, "expected a point, got '" + shown(text) + "'");
      }
      header = true;
      if (text.startsWith("n_points:")) {
        String n = text.substring("n_points:".length()).strip();
        claimed = AnnotationText.whole(file, number, "n_points", n, MAX_KEYPOINTS);
      }
    }

    private void point(int number, String text) throws IOException {
      String[] f = text.split("\\s+");
      if (f.length != 2) {
        throw error(number, "expected a point as 'x y', got '" + shown(text) + "'");
      }
      int limit = claimed >= 0 ? claimed : MAX_KEYPOINTS;
      if (count == limit) {
        throw error(number, "expected " + limit + " points, got more");
      }
      xy[2 * count] = AnnotationText.coordinate(file, number, "x of point " + count, f[0]) - 1;
      xy[2 * count + 1] = AnnotationText.coordinate(file, number, "y of point " + count, f[1]) - 1;
      count++;
    }

    Keypoints end(int lastLine) throws IOException {
      if (count == 0 || (claimed >= 0 && count != claimed)) {
        String expected = claimed > 0 ? claimed + " points" : "at least 1 point";
        throw error(lastLine, "expected " + expected + ", got " + count);
      }
      if ((open || header) && !closed) {
        throw error(lastLine, "expected '}' after " + count + " points, got the end of the file");
      }
      return Keypoints.of(Arrays.copyOf(xy, 2 * count));
    }

    private static String shown(String text) {
      return AnnotationText.shown(text);
    }

    private IOException error(int number, String message) {
      return AnnotationText.error(file, number, message);
    }
  }
}
