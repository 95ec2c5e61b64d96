package kpnative.data.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.Holds;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.text.PlainText;

/**
 * YOLO's poses: {@code data.yaml}, a list of pictures, and a text for each, in {@code labels/}
 * where it is in {@code images/}, else beside it. Both parts, train and val, are the whole list: a
 * split is the trainer's.
 */
final class YoloWriter implements SetWriter {
  private static final String IMAGES = "images/";

  @Override
  public Set<Holds> holds() {
    return EnumSet.of(
        Holds.SUBPIXEL,
        Holds.NAMES,
        Holds.KIND,
        Holds.MIRROR,
        Holds.VISIBILITY,
        Holds.ABSENT,
        Holds.BOX,
        Holds.SEVERAL,
        Holds.EMPTY);
  }

  @Override
  public Form form() {
    return Form.TOOL;
  }

  @Override
  public boolean needsSizes() {
    return true;
  }

  @Override
  public String copied(String name) {
    return name.startsWith(IMAGES) ? name : IMAGES + name;
  }

  @Override
  public void write(AnnotationSet set, Target target) throws IOException {
    String list = target.name() + ".pictures.txt";
    byte[] yaml = yaml(set, list).getBytes(StandardCharsets.UTF_8);
    target.write(out -> out.write(yaml));
    target.write(
        list,
        set.pictures().stream().map(p -> "./" + p.name() + "\n").collect(Collectors.joining()));
    for (AnnotatedPicture picture : set.pictures()) {
      Size size = picture.size().orElseThrow();
      StringBuilder text = new StringBuilder();
      picture.faces().forEach(face -> line(text, face, size));
      target.write(PictureNames.withExtension(labels(picture.name()), "txt"), text.toString());
    }
  }

  /** {@return a picture's name with its last folder {@code images} called {@code labels}} */
  private static String labels(String name) {
    int at = name.lastIndexOf("/" + IMAGES);
    if (at >= 0) {
      return name.substring(0, at) + "/labels/" + name.substring(at + IMAGES.length() + 1);
    }
    return name.startsWith(IMAGES) ? "labels/" + name.substring(IMAGES.length()) : name;
  }

  private static void line(StringBuilder text, FaceAnnotation face, Size size) {
    Box box = face.box().orElseThrow();
    text.append(face.layout());
    fraction(text, box.center().x() + 0.5, size.width());
    fraction(text, box.center().y() + 0.5, size.height());
    fraction(text, box.width(), size.width());
    fraction(text, box.height(), size.height());
    for (MarkedPoint point : face.points()) {
      fraction(text, point.isPresent() ? point.x() : 0, size.width());
      fraction(text, point.isPresent() ? point.y() : 0, size.height());
      text.append(' ').append(point.state().coco());
    }
    text.append('\n');
  }

  private static void fraction(StringBuilder text, double pixels, int side) {
    text.append(' ').append(Decimal.fraction(pixels / side).toPlainString());
  }

  private static String yaml(AnnotationSet set, String list) {
    PointLayout layout =
        set.layouts().isEmpty() ? PointLayout.unnamed(PointLayout.FACE, 1) : set.layouts().get(0);
    StringBuilder yaml = new StringBuilder();
    yaml.append("train: ").append(quoted(list)).append('\n');
    yaml.append("val: ").append(quoted(list)).append('\n');
    yaml.append("kpt_shape: [").append(layout.count()).append(", 3]\n");
    layout
        .mirror()
        .ifPresent(mirror -> yaml.append("flip_idx: ").append(numbers(mirror)).append('\n'));
    yaml.append("names:\n  0: ").append(quoted(layout.name())).append('\n');
    if (layout.named()) {
      yaml.append("kpt_names:\n  0:\n");
      layout.points().forEach(p -> yaml.append("    - ").append(quoted(p)).append('\n'));
    }
    return yaml.toString();
  }

  private static String numbers(List<Integer> list) {
    return list.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }

  /** {@return a text in YAML's double quotes, with the codes of JSON} */
  private static String quoted(String text) {
    String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
    return '"' + PlainText.line(escaped).replace("\t", "\\t") + '"';
  }
}
