package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import kpnative.data.AnnotatedFace;
import kpnative.data.PhotographNames;
import kpnative.data.PictureFile;
import kpnative.data.read.DlibXmlParser.LabelledBox;
import kpnative.files.FileTree;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.keypoints.Keypoints;

/**
 * dlib's XML ({@code imglab}, and dlib's copy of 300-W): pictures with any number of boxes, each
 * with named parts, in pixels counted from 0. Parts are sorted by name, numerically if all names
 * are numbers.
 *
 * <p>Pictures that are absent, and boxes whose parts are not those of most boxes in the file
 * (annotators omit hidden parts), are skipped with a note. Ignored boxes ({@code ignore='1'}) are
 * skipped silently. A file without a usable box is an error.
 */
public final class DlibXmlReader implements FaceReader {
  private static final int NAMED_IN_NOTES = 3;

  @Override
  public List<AnnotatedFace> read(Path annotation, Consumer<String> notes) throws IOException {
    List<LabelledBox> boxes = DlibXmlParser.boxes(annotation);
    Path folder = FileTree.folderOf(annotation);
    List<String> order = order(boxes);
    Set<String> complete = Set.copyOf(order);
    Map<String, Optional<Path>> pictures = new HashMap<>();
    Set<String> absent = new LinkedHashSet<>();
    List<LabelledBox> mismatched = new ArrayList<>();
    List<AnnotatedFace> faces = new ArrayList<>();
    for (LabelledBox b : boxes) {
      Optional<Path> picture =
          pictures.computeIfAbsent(b.image(), i -> NamedPictures.named(List.of(folder), i));
      if (picture.isEmpty()) {
        absent.add(NamedPictures.absent(folder, b.image()));
      } else if (order.isEmpty() || !b.parts().keySet().equals(complete)) {
        mismatched.add(b);
      } else {
        faces.add(face(annotation, b, picture.get(), order));
      }
    }
    List<String> skipped = new ArrayList<>();
    if (!absent.isEmpty()) {
      skipped.add(
          absent.size() + " of " + pictures.size() + " pictures are absent: " + some(absent));
    }
    if (!mismatched.isEmpty()) {
      skipped.add(
          mismatched.size()
              + " of "
              + boxes.size()
              + " boxes lack the "
              + order.size()
              + " parts that most have, first in line "
              + mismatched.get(0).line()
              + " with "
              + mismatched.get(0).parts().size());
    }
    if (faces.isEmpty()) {
      throw new IOException(
          annotation
              + ": expected boxes with parts in pictures that exist, got none"
              + (skipped.isEmpty() ? "" : "; " + String.join("; ", skipped)));
    }
    skipped.forEach(s -> notes.accept(annotation + ": skipped: " + s));
    return faces;
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
    for (LabelledBox b : DlibXmlParser.boxes(list)) {
      Path picture =
          NamedPictures.named(List.of(folder), b.image())
              .orElseThrow(() -> NamedPictures.absent(list, b.line(), folder, b.image()));
      faces.add(new FramedFace(picture, b.box()));
    }
    if (faces.isEmpty()) {
      throw new IOException(list + ": expected boxes, got none");
    }
    return faces;
  }

  private static AnnotatedFace face(
      Path annotation, LabelledBox b, Path picture, List<String> order) {
    double[] xy = new double[2 * order.size()];
    for (int k = 0; k < order.size(); k++) {
      Point p = b.parts().getOrDefault(order.get(k), new Point(Double.NaN, Double.NaN));
      xy[2 * k] = p.x();
      xy[2 * k + 1] = p.y();
    }
    return new AnnotatedFace(
        new PictureFile(picture),
        PhotographNames.photograph(picture),
        PhotographNames.person(picture),
        Keypoints.of(xy),
        Optional.of(b.box()),
        annotation + ":" + b.line());
  }

  /**
   * The parts that most boxes have, sorted; of equally frequent sets, the largest, then the first.
   */
  private static List<String> order(List<LabelledBox> boxes) {
    Map<Set<String>, Integer> sets = new LinkedHashMap<>();
    for (LabelledBox b : boxes) {
      if (!b.parts().isEmpty()) {
        sets.merge(b.parts().keySet(), 1, Integer::sum);
      }
    }
    Optional<Set<String>> best = Optional.empty();
    int votes = 0;
    for (Map.Entry<Set<String>, Integer> e : sets.entrySet()) {
      boolean larger = best.isEmpty() || e.getKey().size() > best.get().size();
      if (e.getValue() > votes || (e.getValue() == votes && larger)) {
        best = Optional.of(e.getKey());
        votes = e.getValue();
      }
    }
    List<String> names = new ArrayList<>(best.orElse(Set.of()));
    if (names.stream().allMatch(n -> n.matches("\\d{1,9}"))) {
      names.sort(Comparator.comparingInt(Integer::parseInt));
    }
    return names;
  }

  private static String some(Set<String> absent) {
    String named = String.join(", ", absent.stream().limit(NAMED_IN_NOTES).toList());
    return absent.size() > NAMED_IN_NOTES ? named + ", ..." : named;
  }
}
