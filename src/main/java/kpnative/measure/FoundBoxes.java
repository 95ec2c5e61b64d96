package kpnative.measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.face.FaceFinders;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Channels;
import kpnative.image.Image;
import kpnative.keypoints.Keypoints;

/**
 * Annotated faces in the boxes that a face finder gives them: what a detector will see in use, and
 * the only boxes that a few points, such as two eyes, do not give. A face that the finder does not
 * find gets a box that lies about its points as those of the found faces do, in the mean.
 */
public final class FoundBoxes {
  private FoundBoxes() {}

  /**
   * {@return the faces, in their order, with found boxes; without those whose picture cannot be
   * read}
   *
   * @param notes receives a line on how many were found
   * @throws IOException if a picture cannot be read and is not to be left out, or if no face is
   *     found
   */
  public static List<AnnotatedFace> of(
      List<AnnotatedFace> faces,
      FaceFinders finders,
      UnreadablePictures unreadable,
      Consumer<String> notes)
      throws IOException {
    List<AnnotatedFace> readable = new ArrayList<>();
    List<Optional<Box>> found = new ArrayList<>();
    try (FaceFinder finder = finders.make()) {
      for (AnnotatedFace face : faces) {
        try (Image picture = face.picture().read(Channels.COLOR)) {
          found.add(box(finder.find(picture), extent(face)));
          readable.add(face);
        } catch (IOException e) {
          unreadable.leaveOut(face.picture(), e);
        }
      }
    }
    Place place = Place.mean(readable, found);
    notes.accept(
        String.format(
            Locale.ROOT,
            "the finder found %d of %d faces%s",
            found.stream().filter(Optional::isPresent).count(),
            readable.size(),
            found.contains(Optional.<Box>empty())
                ? "; the others' boxes lie about their points as those of the found"
                : ""));
    List<AnnotatedFace> boxed = new ArrayList<>();
    for (int i = 0; i < readable.size(); i++) {
      AnnotatedFace face = readable.get(i);
      boxed.add(face.withBox(found.get(i).orElseGet(() -> place.about(extent(face)))));
    }
    return boxed;
  }

  /** The box of the points that are present; a pixel about them where they span none. */
  private static Box extent(AnnotatedFace face) {
    Keypoints points =
        face.keypoints()
            .present()
            .orElseThrow(() -> new IllegalArgumentException(face.origin() + ": has no points"));
    if (points.spansBox()) {
      return points.extent();
    }
    Point centre = points.mean(IntStream.range(0, points.count()).toArray());
    return new Box(centre.x() - 1, centre.y() - 1, centre.x() + 1, centre.y() + 1);
  }

  /** The box of the face whose points these are: it holds their centre, and overlaps them most. */
  private static Optional<Box> box(List<FaceCandidate> candidates, Box points) {
    Point centre = points.center();
    return candidates.stream()
        .map(FaceCandidate::box)
        .filter(
            b ->
                centre.x() > b.left()
                    && centre.x() < b.right()
                    && centre.y() > b.top()
                    && centre.y() < b.bottom())
        .max(Comparator.comparingDouble(b -> b.overlap(points)));
  }

  /** Where a box lies about the points' extent, in units of the extent's diagonal. */
  private record Place(double dx, double dy, double width, double height) {
    static Place mean(List<AnnotatedFace> faces, List<Optional<Box>> boxes) throws IOException {
      double dx = 0;
      double dy = 0;
      double width = 0;
      double height = 0;
      int count = 0;
      for (int i = 0; i < faces.size(); i++) {
        if (boxes.get(i).isPresent()) {
          Box box = boxes.get(i).get();
          Box points = extent(faces.get(i));
          double unit = diagonal(points);
          dx += (box.center().x() - points.center().x()) / unit;
          dy += (box.center().y() - points.center().y()) / unit;
          width += box.width() / unit;
          height += box.height() / unit;
          count++;
        }
      }
      if (count == 0) {
        throw new IOException(
            "the finder found none of "
                + faces.size()
                + " faces; with data.boxes own they are cropped by their points");
      }
      return new Place(dx / count, dy / count, width / count, height / count);
    }

    Box about(Box points) {
      double unit = diagonal(points);
      double x = points.center().x() + dx * unit;
      double y = points.center().y() + dy * unit;
      double w = width * unit / 2;
      double h = height * unit / 2;
      return new Box(x - w, y - h, x + w, y + h);
    }

    private static double diagonal(Box box) {
      return Math.hypot(box.width(), box.height());
    }
  }
}
