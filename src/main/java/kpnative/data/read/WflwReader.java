package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import kpnative.data.AnnotationText;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.geometry.Box;

/**
 * WFLW's lists: x and y of 98 points, and, in those with attributes, the corners of a box and six
 * flags, and last the picture's name, which may have blanks. Pixels from 0. The flags (pose,
 * expression, illumination, make-up, occlusion, blur) are of the whole face and are not kept.
 *
 * @see <a href="https://wywu.github.io/projects/LAB/WFLW.html">Wu et al. 2018, WFLW</a>
 */
final class WflwReader implements SetReader.OfFile {
  /** The name of its layout, which is that of its schema. */
  static final String SCHEMA = "wflw98";

  private static final int POINTS = 98;
  private static final int WITHOUT = 2 * POINTS + 1;
  private static final int WITH = WITHOUT + 4 + 6;
  private static final int MAX_BYTES = 256 << 20;

  /** {@return whether a line is one of such a list} */
  static boolean isLike(String line) {
    String[] f = line.strip().split("\\s+", WITH);
    return f.length >= WITHOUT
        && f[0].matches("[-+.\\deE]+")
        && f[2 * POINTS - 1].matches("[-+.\\deE]+")
        && f[f.length - 1].matches(".*\\.\\w{2,5}");
  }

  @Override
  public AnnotationSet read(Path file, Consumer<String> faults) throws IOException {
    PictureSearch search =
        new PictureSearch(file, "WFLW_images", "../WFLW_images", "../../WFLW_images");
    Map<String, List<FaceAnnotation>> pictures = new LinkedHashMap<>();
    int number = 0;
    for (String line : AnnotationText.lines(file, MAX_BYTES)) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      try {
        String[] f = fields(file, number, line.strip());
        pictures
            .computeIfAbsent(f[f.length - 1], n -> new ArrayList<>())
            .add(face(file, number, f));
      } catch (IOException e) {
        faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
      }
    }
    List<AnnotatedPicture> all = new ArrayList<>();
    pictures.forEach(
        (name, faces) ->
            all.add(new AnnotatedPicture(name, search.find(name), Optional.empty(), faces)));
    return new AnnotationSet(List.of(PointLayout.unnamed(SCHEMA, POINTS)), all);
  }

  /** The name comes last and may have blanks, so a list with attributes is told by its flags. */
  private static String[] fields(Path file, int number, String line) throws IOException {
    String[] with = line.split("\\s+", WITH);
    if (with.length == WITH && with[WITH - 2].matches("[01]") && with[WITH - 3].matches("[01]")) {
      return with;
    }
    String[] without = line.split("\\s+", WITHOUT);
    if (without.length != WITHOUT) {
      throw AnnotationText.error(
          file,
          number,
          "expected 196 coordinates, perhaps a box and six flags, and a name, got "
              + without.length
              + " fields");
    }
    return without;
  }

  private static FaceAnnotation face(Path file, int line, String[] f) throws IOException {
    List<MarkedPoint> points = new ArrayList<>(POINTS);
    for (int k = 0; k < POINTS; k++) {
      points.add(
          MarkedPoint.at(
              AnnotationText.coordinate(file, line, "x of point " + k, f[2 * k]),
              AnnotationText.coordinate(file, line, "y of point " + k, f[2 * k + 1])));
    }
    Optional<Box> box = Optional.empty();
    if (f.length == WITH) {
      double[] sides = new double[4];
      for (int i = 0; i < 4; i++) {
        sides[i] = AnnotationText.coordinate(file, line, "box", f[2 * POINTS + i]);
      }
      try {
        box = Optional.of(new Box(sides[0], sides[1], sides[2], sides[3]));
      } catch (IllegalArgumentException e) {
        throw AnnotationText.error(file, line, String.valueOf(e.getMessage()));
      }
    }
    return new FaceAnnotation(
        0,
        points,
        box,
        Optional.empty(),
        OptionalDouble.empty(),
        FileNames.text(file) + ":" + line);
  }
}
