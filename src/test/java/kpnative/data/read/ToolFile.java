package kpnative.data.read;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import kpnative.data.AnnotatedFace;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;

/** A folder with files as a tool writes them, and what is read of them as short texts. */
final class ToolFile {
  static final int WIDTH = 200;
  static final int HEIGHT = 100;

  final List<String> notes = new ArrayList<>();
  private final Path folder;
  private final AnnotationFormat format;

  ToolFile(Path folder, AnnotationFormat format) {
    this.folder = folder;
    this.format = format;
  }

  /** Writes a text, with apostrophes for quotes where it is JSON. */
  Path put(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name.endsWith(".json") ? text.replace('\'', '"') : text);
  }

  Path picture(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    BufferedImage picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  AnnotationSet read(Path... files) throws IOException {
    return format.wholeSets(PointFrame.UPRIGHT).orElseThrow().read(List.of(files), notes::add);
  }

  /** {@return the faces for training} */
  List<AnnotatedFace> faces(Path file) throws IOException {
    return DataSpec.parse(format.kind() + ":" + file)
        .read(ReadOptions.DEFAULT.withNotes(notes::add));
  }

  /** {@return a picture's faces, as {@code nose=1.5,2.0 hidden; chin=absent}} */
  static List<String> texts(AnnotationSet set, int picture) {
    AnnotatedPicture p = set.pictures().get(picture);
    return p.faces().stream().map(f -> text(set, f)).toList();
  }

  private static String text(AnnotationSet set, FaceAnnotation face) {
    List<String> names = set.layouts().get(face.layout()).points();
    List<String> out = new ArrayList<>();
    for (int k = 0; k < names.size(); k++) {
      MarkedPoint p = face.points().get(k);
      String state = p.state().name().toLowerCase(Locale.ROOT);
      out.add(
          names.get(k)
              + "="
              + (p.isPresent() ? p.x() + "," + p.y() + " " : "")
              + (state.equals("unknown") ? "" : state));
    }
    return out.stream().map(String::strip).collect(Collectors.joining("; "));
  }
}
