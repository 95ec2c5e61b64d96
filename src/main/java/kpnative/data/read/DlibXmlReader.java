package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import kpnative.data.AnnotatedFace;
import kpnative.data.AnnotationText;
import kpnative.data.PhotographNames;
import kpnative.data.PictureFile;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.read.DlibXmlParser.LabelledBox;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.geometry.Box;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.NaturalOrder;

/**
 * dlib's XML ({@code imglab}, and dlib's copy of 300-W): pictures with any number of boxes, each
 * with named parts, in pixels counted from 0. Parts are in the {@linkplain NaturalOrder natural
 * order} of their names.
 *
 * <p>The parts of a face are all that any box of the file names: annotators omit hidden parts,
 * which are absent. Boxes without parts, and those whose picture is absent, are left out. A box
 * without extent is read as points without a box. Ignored boxes ({@code ignore='1'}) are skipped
 * silently.
 */
public final class DlibXmlReader implements FaceReader {
  private static final int NAMED = 3; // parts in a message
  private static final double RARE = 0.05; // of the boxes

  @Override
  public List<AnnotatedFace> read(Path annotation, FaceFaultLines faults) throws IOException {
    FaceFaults left = new FaceFaults(annotation, faults);
    List<LabelledBox> boxes = DlibXmlParser.boxes(annotation, left);
    Path folder = FileTree.folderOf(annotation);
    Map<String, Integer> named = occurrences(boxes);
    List<String> order = List.copyOf(named.keySet());
    Optional<KeypointSchema> schema =
        order.isEmpty() ? Optional.empty() : LayoutSchema.ofNames(order);
    Map<String, Optional<Path>> pictures = new HashMap<>();
    List<AnnotatedFace> faces = new ArrayList<>();
    for (LabelledBox b : boxes) {
      Optional<Path> picture =
          pictures.computeIfAbsent(b.image(), i -> NamedPictures.named(List.of(folder), i));
      if (picture.isEmpty()) {
        left.leftOut(NamedPictures.absent(annotation, b.line(), folder, b.image()));
      } else if (b.parts().isEmpty()) {
        left.leftOut(AnnotationText.error(annotation, b.line(), "the box has no parts"));
      } else {
        faces.add(face(annotation, b, picture.get(), order, schema));
      }
    }
    left.requireSome(faces, "boxes with parts in pictures that exist");
    long withParts = boxes.stream().filter(b -> !b.parts().isEmpty()).count();
    rare(named, withParts).ifPresent(r -> faults.without(FileNames.text(annotation) + ": " + r));
    return faces;
  }

  /** How many boxes have each part, in the parts' order. */
  private static Map<String, Integer> occurrences(List<LabelledBox> boxes) {
    Map<String, Integer> named = new TreeMap<>(NaturalOrder.NAMES);
    for (LabelledBox b : boxes) {
      b.parts().keySet().forEach(name -> named.merge(name, 1, Integer::sum));
    }
    return named;
  }

  /** {@return which parts hardly any box has, of which each face has a point all the same} */
  private static Optional<String> rare(Map<String, Integer> named, long boxes) {
    List<String> rare =
        named.entrySet().stream()
            .filter(part -> part.getValue() <= RARE * boxes)
            .map(Map.Entry::getKey)
            .toList();
    if (rare.isEmpty()) {
      return Optional.empty();
    }
    String some =
        rare.stream()
            .limit(NAMED)
            .map(name -> "'" + AnnotationText.shown(name) + "' (" + named.get(name) + ")")
            .collect(Collectors.joining(", "));
    return Optional.of(
        String.format(
            Locale.ROOT,
            "of %d boxes with parts, hardly any has %s%s: a slip?",
            boxes,
            some,
            rare.size() > NAMED ? " and others" : ""));
  }

  /**
   * A face with a box and without keypoints.
   *
   * @param picture the picture's file
   * @param box in the picture's frame, pixels
   */
  public record FramedFace(Path picture, Box box) {}

  /**
   * {@return the boxes of a list, in its order; they need no parts} Challenges publish such lists.
   *
   * @throws IOException with file and line, if the list is malformed or has no box, or if a picture
   *     is absent: a submission must be complete
   */
  public static List<FramedFace> framed(Path list) throws IOException {
    Path folder = FileTree.folderOf(list);
    List<FramedFace> faces = new ArrayList<>();
    List<String> faults = new ArrayList<>();
    for (LabelledBox b : DlibXmlParser.boxes(list, new FaceFaults(list, faults::add))) {
      Path picture =
          NamedPictures.named(List.of(folder), b.image())
              .orElseThrow(() -> NamedPictures.absent(list, b.line(), folder, b.image()));
      b.box().ifPresent(box -> faces.add(new FramedFace(picture, box)));
    }
    if (!faults.isEmpty()) {
      throw new IOException(faults.get(0).replaceFirst("; [a-z ]+$", ""));
    }
    if (faces.isEmpty()) {
      throw new IOException(FileNames.text(list) + ": expected boxes, got none");
    }
    return faces;
  }

  private static AnnotatedFace face(
      Path annotation,
      LabelledBox b,
      Path picture,
      List<String> order,
      Optional<KeypointSchema> schema) {
    List<MarkedPoint> points =
        order.stream()
            .map(b.parts()::get)
            .map(p -> p == null ? MarkedPoint.ABSENT : MarkedPoint.at(p.x(), p.y()))
            .toList();
    return new AnnotatedFace(
        new PictureFile(picture),
        PhotographNames.photograph(picture),
        PhotographNames.person(picture),
        MarkedPoint.places(points),
        b.box(),
        FileNames.text(annotation) + ":" + b.line(),
        List.of(),
        schema);
  }
}
