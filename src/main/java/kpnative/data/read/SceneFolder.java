package kpnative.data.read;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kpnative.data.AnnotationText;
import kpnative.data.Scene;
import kpnative.data.SceneFace;
import kpnative.data.SceneSource;
import kpnative.data.SceneSources;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.image.ImageReader;
import kpnative.image.PictureFiles;

/**
 * Scenes in a folder: pictures, and {@code scenes.csv}, which lists their faces, one in a row: the
 * picture's name, left, top, right and bottom of the box, the visible share, and x and y of five
 * marks, in pixels, where whole numbers are pixel centres. A header row is skipped. A picture that
 * no row names has no face. The last twentieth of the pictures, by name, is for validation.
 */
public final class SceneFolder implements SceneSources {
  /** The name of the table. */
  public static final String TABLE = "scenes.csv";

  /** Its first row. */
  public static final String HEADER =
      "file,left,top,right,bottom,visible,right_eye_x,right_eye_y,left_eye_x,left_eye_y,nose_x,nose_y,"
          + "mouth_right_x,mouth_right_y,mouth_left_x,mouth_left_y";

  private static final int MAX_BYTES = 256 << 20;
  private static final int NUMBERS = 5 + 2 * SceneFace.MARKS;
  private static final int HELD_OUT = 20;

  private final List<Path> pictures;
  private final Map<String, List<SceneFace>> faces;

  private SceneFolder(List<Path> pictures, Map<String, List<SceneFace>> faces) {
    this.pictures = List.copyOf(pictures);
    this.faces = faces;
  }

  /**
   * {@return the scenes in a folder}
   *
   * @throws IOException if the table cannot be read, a row is not a face, or there are fewer than
   *     20 pictures
   */
  public static SceneFolder read(Path folder) throws IOException {
    List<Path> pictures = PictureFiles.under(folder);
    if (pictures.size() < HELD_OUT) {
      throw new IOException(
          FileNames.text(folder)
              + ": expected at least "
              + HELD_OUT
              + " pictures, got "
              + pictures.size());
    }
    return new SceneFolder(pictures, faces(folder.resolve(TABLE)));
  }

  /**
   * {@return the faces in a table, by their pictures' names}
   *
   * @throws IOException if it cannot be read, or a row is not a face
   */
  public static Map<String, List<SceneFace>> faces(Path file) throws IOException {
    Map<String, List<SceneFace>> faces = new HashMap<>();
    CsvTable table = CsvTable.read(file, MAX_BYTES);
    for (int i = 0; i < table.rows(); i++) {
      if (table.isBlank(i)) {
        continue;
      }
      List<String> row = table.row(i);
      if (i == 0 && row.get(0).equals("file")) {
        continue;
      }
      faces
          .computeIfAbsent(row.get(0), name -> new ArrayList<>())
          .add(face(file, table.line(i), row));
    }
    return faces;
  }

  private static SceneFace face(Path file, int line, List<String> row) throws IOException {
    if (row.size() != 1 + NUMBERS) {
      throw AnnotationText.error(
          file, line, "expected a name and " + NUMBERS + " numbers, got " + row.size() + " fields");
    }
    double[] n = new double[NUMBERS];
    for (int k = 0; k < NUMBERS; k++) {
      n[k] = AnnotationText.coordinate(file, line, "number " + (k + 1), row.get(k + 1));
    }
    try {
      List<Point> marks = new ArrayList<>();
      for (int k = 5; k < NUMBERS; k += 2) {
        marks.add(new Point(n[k], n[k + 1]));
      }
      return new SceneFace(new Box(n[0], n[1], n[2], n[3]), marks, n[4]);
    } catch (IllegalArgumentException e) {
      throw AnnotationText.error(file, line, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public SceneSource training(long seed) {
    return of(0, pictures.size() - pictures.size() / HELD_OUT);
  }

  @Override
  public SceneSource validation(long seed) {
    return of(pictures.size() - pictures.size() / HELD_OUT, pictures.size());
  }

  /** {@return the scenes from a first picture to before a last, again and again} */
  private SceneSource of(int from, int to) {
    return index -> {
      Path file = pictures.get(from + (int) (index % (to - from)));
      try (Image image = ImageReader.read(file, Channels.COLOR)) {
        BufferedImage picture = image.toBufferedImage();
        return new Scene(picture, faces.getOrDefault(FileTree.nameOf(file), List.of()));
      }
    };
  }
}
