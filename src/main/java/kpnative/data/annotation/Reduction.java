package kpnative.data.annotation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import kpnative.geometry.Box;
import kpnative.keypoints.PointState;

/**
 * Reduces a set to what a format can hold, and counts the rest. A writer is given what is left, so
 * that it need not think of it, and reading what it wrote gives the same again.
 */
public final class Reduction {
  private final Set<Holds> held;
  private final Losses losses;

  private Reduction(Set<Holds> held, Losses losses) {
    this.held = held;
    this.losses = losses;
  }

  /**
   * {@return what is left of a set}
   *
   * @param held what the format can hold
   * @param losses receives what is lost
   */
  public static AnnotationSet of(AnnotationSet set, Set<Holds> held, Losses losses) {
    return new Reduction(held, losses).reduced(set);
  }

  private AnnotationSet reduced(AnnotationSet set) {
    AnnotationSet kinds = held.contains(Holds.KINDS) ? set : ofOneKind(set);
    List<AnnotatedPicture> pictures = new ArrayList<>();
    for (AnnotatedPicture picture : kinds.pictures()) {
      if (!held.contains(Holds.ODD_NAMES) && isOdd(picture.name())) {
        losses.add(Losses.Thing.ODD_NAMES, 1);
        continue;
      }
      List<FaceAnnotation> faces = faces(picture);
      boolean wasEmpty = picture.faces().isEmpty();
      if (faces.isEmpty() && !held.contains(Holds.EMPTY)) {
        losses.add(Losses.Thing.EMPTY, wasEmpty ? 1 : 0);
      } else {
        pictures.add(picture.withFaces(faces));
      }
    }
    return new AnnotationSet(kinds.layouts().stream().map(this::layout).toList(), pictures);
  }

  /** Whether a line that holds a picture's name alone would not be read as that name. */
  private static boolean isOdd(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1); // some formats write this alone
    return name.matches("(?s).*[\\r\\n].*")
        || !name.strip().equals(name)
        || !last.strip().equals(last);
  }

  /** {@return the faces of the kind that most have} */
  private AnnotationSet ofOneKind(AnnotationSet set) {
    if (set.layouts().size() < 2) {
      return set;
    }
    Map<Integer, Integer> counts = new HashMap<>();
    set.pictures().forEach(p -> p.faces().forEach(f -> counts.merge(f.layout(), 1, Integer::sum)));
    int most = 0;
    for (int i = 1; i < set.layouts().size(); i++) {
      most = counts.getOrDefault(i, 0) > counts.getOrDefault(most, 0) ? i : most;
    }
    int kept = most;
    losses.add(Losses.Thing.FACES_OF_OTHER_KINDS, set.faces() - counts.getOrDefault(kept, 0));
    List<AnnotatedPicture> pictures = new ArrayList<>();
    for (AnnotatedPicture p : set.pictures()) {
      List<FaceAnnotation> faces =
          p.faces().stream().filter(f -> f.layout() == kept).map(f -> f.withLayout(0)).toList();
      if (!faces.isEmpty() || p.faces().isEmpty()) {
        pictures.add(p.withFaces(faces));
      }
    }
    return new AnnotationSet(List.of(set.layouts().get(kept)), pictures);
  }

  private List<FaceAnnotation> faces(AnnotatedPicture picture) {
    List<FaceAnnotation> kept = new ArrayList<>();
    for (FaceAnnotation face : picture.faces()) {
      int present = face.presentCount();
      if (present == 0 && (face.box().isEmpty() || !held.contains(Holds.BOX))) {
        losses.add(Losses.Thing.POINTLESS, 1);
      } else if (present < face.points().size() && !held.contains(Holds.ABSENT)) {
        losses.add(Losses.Thing.INCOMPLETE, 1);
      } else if (!kept.isEmpty() && !held.contains(Holds.SEVERAL)) {
        losses.add(Losses.Thing.FURTHER_FACES, 1);
      } else {
        kept.add(face(face));
      }
    }
    return kept;
  }

  private FaceAnnotation face(FaceAnnotation face) {
    FaceAnnotation out = face.withPoints(face.points().stream().map(this::point).toList());
    if (face.box().isPresent() && !held.contains(Holds.BOX)) {
      losses.add(Losses.Thing.BOXES, 1);
      out = out.withBox(Optional.empty());
    }
    if (face.box().isEmpty() && held.contains(Holds.BOX) && !held.contains(Holds.NO_BOX)) {
      losses.add(Losses.Thing.MADE_BOXES, 1);
      out = out.withBox(out.extent());
    }
    if (!held.contains(Holds.SUBPIXEL)) {
      out = out.withBox(out.box().map(Reduction::ofWholePixels));
    }
    if (face.id().isPresent() && !held.contains(Holds.ID)) {
      losses.add(Losses.Thing.IDS, 1);
      out = out.withId(Optional.empty());
    }
    if (face.score().isPresent() && !held.contains(Holds.SCORE)) {
      losses.add(Losses.Thing.SCORES, 1);
      out = out.withoutScore();
    }
    return out;
  }

  /** {@return the nearest box of whole pixels, whose edges lie between them; at least one} */
  private static Box ofWholePixels(Box box) {
    double x = Math.floor(box.left() + 1);
    double y = Math.floor(box.top() + 1);
    return Box.ofPixels(
        x,
        y,
        Math.max(1, Math.floor(box.right() + 1) - x),
        Math.max(1, Math.floor(box.bottom() + 1) - y));
  }

  private MarkedPoint point(MarkedPoint point) {
    if (!point.isPresent()) {
      return point;
    }
    double x = point.x();
    double y = point.y();
    if (!held.contains(Holds.SUBPIXEL)) {
      losses.add(Losses.Thing.SUBPIXEL, x != Math.rint(x) || y != Math.rint(y) ? 1 : 0);
      x = Math.floor(x + 0.5);
      y = Math.floor(y + 0.5);
    }
    PointState state = point.state();
    if (state != PointState.UNKNOWN && !held.contains(Holds.VISIBILITY)) {
      losses.add(Losses.Thing.VISIBILITY, 1);
      state = PointState.UNKNOWN;
    } else if (state == PointState.UNKNOWN
        && held.contains(Holds.VISIBILITY)
        && !held.contains(Holds.UNKNOWN)) {
      losses.add(Losses.Thing.UNKNOWN, 1);
      state = PointState.VISIBLE;
    }
    return new MarkedPoint(x, y, state);
  }

  private PointLayout layout(PointLayout layout) {
    PointLayout out = layout;
    if (layout.named() && !held.contains(Holds.NAMES)) {
      losses.add(Losses.Thing.NAMES, layout.count());
      out = out.withoutNames();
    }
    if (!layout.edges().isEmpty() && !held.contains(Holds.EDGES)) {
      losses.add(Losses.Thing.EDGES, layout.edges().size());
      out = out.withEdges(List.of());
    }
    if (layout.mirror().isPresent() && !held.contains(Holds.MIRROR)) {
      losses.add(Losses.Thing.MIRROR, 1);
      out = out.withMirror(Optional.empty());
    }
    if (!held.contains(Holds.KIND)) {
      losses.add(Losses.Thing.KINDS, layout.name().equals(PointLayout.FACE) ? 0 : 1);
      out = out.withName(PointLayout.FACE);
    }
    return out;
  }
}
