package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.data.AnnotationText;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.image.PictureFiles;
import kpnative.keypoints.PointState;

/**
 * YOLO's poses: a {@code data.yaml}, pictures, and for each a text with a line a face, {@code class
 * cx cy w h} and {@code x y} or {@code x y flag} of each point, in fractions of the picture. The
 * text is in {@code labels/} where the picture is in {@code images/}, else beside it.
 *
 * <p>Ultralytics divides COCO's pixel indices by the picture's sides, so that a whole number of
 * pixels is a centre, and boxes begin at a corner; the same is undone here. Flags are COCO's; where
 * there are none, a point with a negative coordinate is absent.
 *
 * @see <a href="https://docs.ultralytics.com/datasets/pose">Ultralytics, pose datasets</a>
 */
final class YoloReader implements SetReader.OfFile {
  private static final int MAX_BYTES = 64 << 20; // of one text
  private static final int MAX_PICTURES = 5_000_000;

  private final PointFrame frame;

  /**
   * @param frame that of the fractions
   */
  YoloReader(PointFrame frame) {
    this.frame = frame;
  }

  @Override
  public AnnotationSet read(Path file, Consumer<String> faults) throws IOException {
    YoloSettings settings = YoloSettings.read(file, faults);
    List<AnnotatedPicture> pictures = new ArrayList<>();
    for (Path picture : pictures(settings, faults)) {
      try {
        pictures.add(picture(settings, picture, faults));
      } catch (IOException e) {
        faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
      }
    }
    return new AnnotationSet(settings.layouts(), pictures);
  }

  /** {@return the pictures of all parts, each once} */
  private static Set<Path> pictures(YoloSettings settings, Consumer<String> faults)
      throws IOException {
    Set<Path> pictures = new LinkedHashSet<>();
    Set<Path> seen = new HashSet<>(); // train and val are often the same
    for (String part : settings.parts()) {
      Optional<Path> found = settings.find(part);
      if (found.isEmpty()) {
        faults.accept(
            FileNames.text(settings.file())
                + ": no pictures '"
                + AnnotationText.shown(part)
                + "', passed over");
      } else if (!seen.add(found.get().toAbsolutePath().normalize())) {
        continue;
      } else if (FileTree.hasExtension(found.get(), "txt")) {
        listed(settings, found.get(), faults).forEach(p -> pictures.add(p.normalize()));
      } else {
        PictureFiles.under(found.get()).forEach(p -> pictures.add(p.normalize()));
      }
      if (pictures.size() > MAX_PICTURES) {
        throw new IOException(
            FileNames.text(settings.file()) + ": expected at most " + MAX_PICTURES + " pictures");
      }
    }
    return pictures;
  }

  private static List<Path> listed(YoloSettings settings, Path list, Consumer<String> faults)
      throws IOException {
    List<Path> pictures = new ArrayList<>();
    List<Path> folders = List.of(FileTree.folderOf(list), settings.root());
    int number = 0;
    for (String line : AnnotationText.lines(list, MAX_BYTES)) {
      number++;
      if (!line.isBlank()) {
        Optional<Path> picture = NamedPictures.named(folders, line.strip());
        if (picture.isPresent()) {
          pictures.add(picture.get());
        } else {
          String absent = NamedPictures.absent(FileTree.folderOf(list), line.strip());
          faults.accept(FileNames.text(list) + ":" + number + ": " + absent + FaceFaults.LEFT_OUT);
        }
      }
    }
    return pictures;
  }

  private AnnotatedPicture picture(YoloSettings settings, Path picture, Consumer<String> faults)
      throws IOException {
    Size size = frame.size(picture);
    List<FaceAnnotation> faces = new ArrayList<>();
    Path text = labels(picture);
    if (Files.exists(text)) {
      int number = 0;
      for (String line : AnnotationText.lines(text, MAX_BYTES)) {
        number++;
        if (!line.isBlank()) {
          try {
            faces.add(face(settings, size, text, number, line.strip().split("\\s+")));
          } catch (IOException e) {
            faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
          }
        }
      }
    }
    Path folder = FileTree.folderOf(settings.file()).toAbsolutePath().normalize();
    Path whole = picture.toAbsolutePath().normalize();
    Path name = whole.startsWith(folder) ? folder.relativize(whole) : whole;
    return new AnnotatedPicture(
        FileNames.text(name).replace('\\', '/'), Optional.of(picture), Optional.of(size), faces);
  }

  /** {@return where a picture's text is: the last folder {@code images} becomes {@code labels}} */
  static Path labels(Path picture) {
    Path whole = picture.toAbsolutePath().normalize();
    String name = FileTree.stemOf(whole) + ".txt";
    for (int i = whole.getNameCount() - 2; i >= 0; i--) {
      if (FileTree.nameOf(whole.getName(i)).equals("images")) {
        Path labels =
            FileNames.in(
                FileTree.folderOf(whole.getRoot().resolve(whole.subpath(0, i + 1))), "labels");
        Path between =
            i + 1 == whole.getNameCount() - 1
                ? Path.of("")
                : whole.subpath(i + 1, whole.getNameCount() - 1);
        Path text = FileNames.in(labels.resolve(between), name);
        if (Files.exists(text)) {
          return text;
        }
        break;
      }
    }
    return FileNames.in(FileTree.folderOf(whole), name);
  }

  private static FaceAnnotation face(
      YoloSettings settings, Size size, Path text, int line, String[] f) throws IOException {
    int k = settings.count();
    int dims = settings.dims();
    if (f.length != 5 + k * dims) {
      throw AnnotationText.error(
          text,
          line,
          "expected a class, a box and " + k + " points of " + dims + " numbers, got " + f.length);
    }
    int kind = AnnotationText.whole(text, line, "class", f[0], settings.layouts().size() - 1);
    List<MarkedPoint> points = new ArrayList<>(k);
    for (int i = 0; i < k; i++) {
      double x = number(text, line, "x of point " + i, f[5 + i * dims]);
      double y = number(text, line, "y of point " + i, f[6 + i * dims]);
      double flag = dims == 2 ? -1 : number(text, line, "flag of point " + i, f[7 + i * dims]);
      if (dims == 3 && flag != 0 && flag != 1 && flag != 2) {
        throw AnnotationText.error(text, line, "a visibility is 0, 1 or 2, got " + flag);
      }
      boolean absent = dims == 3 ? flag == 0 : x < 0 || y < 0;
      PointState state = dims == 3 ? PointState.ofCoco((int) flag) : PointState.UNKNOWN;
      points.add(
          absent
              ? MarkedPoint.ABSENT
              : new MarkedPoint(x * size.width(), y * size.height(), state));
    }
    return new FaceAnnotation(
        kind,
        points,
        Optional.of(box(size, text, line, f)),
        Optional.empty(),
        OptionalDouble.empty(),
        FileNames.text(text) + ":" + line);
  }

  private static Box box(Size size, Path text, int line, String[] f) throws IOException {
    double x = number(text, line, "x of the box", f[1]) * size.width();
    double y = number(text, line, "y of the box", f[2]) * size.height();
    double width = number(text, line, "width", f[3]) * size.width();
    double height = number(text, line, "height", f[4]) * size.height();
    try {
      return Box.ofPixels(x - width / 2, y - height / 2, width, height);
    } catch (IllegalArgumentException e) {
      throw AnnotationText.error(text, line, String.valueOf(e.getMessage()));
    }
  }

  private static double number(Path text, int line, String what, String field) throws IOException {
    double value = AnnotationText.coordinate(text, line, what, field);
    if (Math.abs(value) > 100) { // places far outside are a mistake: they are fractions
      throw AnnotationText.error(text, line, what + " must be a fraction of a side, got " + field);
    }
    return value;
  }
}
