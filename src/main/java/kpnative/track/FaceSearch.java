package kpnative.track;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kpnative.data.FaceBox;
import kpnative.face.FaceFinder;
import kpnative.face.FoundFace;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.image.Image;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;

/**
 * All faces of a whole photograph, each with its keypoints.
 *
 * <p>The finder's box is about right; the box around the keypoints found in it is better; so the
 * detector looks again there. What a finder is not sure of must pass {@link KeypointAgreement}.
 *
 * <p>Borrows finder and detector. One thread at a time, as the finder.
 */
public final class FaceSearch {
  /** Overlap above which two faces are one: their keypoints were drawn to the same place. */
  private static final double SAME = 0.3;

  private final FaceFinder finder;
  private final KeypointDetector detector;
  private final int passes;
  private final boolean refines;

  /**
   * The search with these parts.
   *
   * @param passes how often the detector looks, each time where it found the face before, 1 to 10
   */
  public FaceSearch(FaceFinder finder, KeypointDetector detector, int passes) {
    if (passes < 1 || passes > 10) {
      throw new IllegalArgumentException("passes must be 1 to 10, got " + passes);
    }
    this.finder = finder;
    this.detector = detector;
    this.passes = passes;
    this.refines = canRefine(detector);
  }

  /**
   * {@return whether the box around a detector's own keypoints is a box to look at: not for a nose
   * alone, nor for networks that see the whole picture}
   */
  static boolean canRefine(KeypointDetector detector) {
    return detector.spec().keypoints().size() == detector.spec().schemaCount()
        && detector.spec().box().from() != FaceBox.From.PICTURE;
  }

  /**
   * {@return the faces, each once, from left to right}
   *
   * @param color the picture, for the finder; borrowed
   * @param input the same picture with the channels of the detector's input; borrowed
   */
  public List<SeenFace> faces(Image color, Image input) {
    List<SeenFace> seen = new ArrayList<>();
    for (FoundFace found : finder.find(color)) {
      look(input, found.box(), found.score(), passes).filter(this::isTaken).ifPresent(seen::add);
    }
    seen.sort(Comparator.comparingDouble(SeenFace::disagreement));
    List<SeenFace> kept = new ArrayList<>();
    for (SeenFace face : seen) {
      if (kept.stream().noneMatch(k -> isSame(k, face))) {
        kept.add(face);
      }
    }
    kept.sort(Comparator.comparingDouble((SeenFace face) -> face.box().left()));
    return List.copyOf(kept);
  }

  private boolean isTaken(SeenFace face) {
    return finder.isSure() || face.disagreement() <= KeypointAgreement.OF_A_FACE;
  }

  /**
   * {@return the face at about {@code box}; empty where the points make no box in the picture}
   *
   * @param score passed on
   */
  Optional<SeenFace> look(Image input, Box box, double score, int times) {
    Box at = box;
    Face points = detector.detect(input, at);
    if (refines) {
      for (int pass = 1; pass < times; pass++) {
        Optional<Box> next = extent(points.keypoints());
        if (next.isEmpty()) {
          return Optional.empty();
        }
        at = next.get();
        points = detector.detect(input, at);
      }
    }
    if (!isIn(input, at)) {
      return Optional.empty();
    }
    double disagreement = KeypointAgreement.disagreement(detector, input, at, points.keypoints());
    return Optional.of(new SeenFace(at, score, points, disagreement));
  }

  private static boolean isIn(Image picture, Box box) {
    Box all = Box.ofPicture(picture.size());
    Point c = box.center();
    return c.x() > all.left() && c.x() < all.right() && c.y() > all.top() && c.y() < all.bottom();
  }

  private static boolean isSame(SeenFace a, SeenFace b) {
    Box x = extent(a.keypoints()).orElse(a.box());
    Box y = extent(b.keypoints()).orElse(b.box());
    return a.box().overlap(b.box()) > SAME || x.overlap(y) > SAME;
  }

  /** {@return the box around the points; empty where all lie in one line} */
  static Optional<Box> extent(Keypoints points) {
    double left = Double.POSITIVE_INFINITY;
    double top = Double.POSITIVE_INFINITY;
    double right = Double.NEGATIVE_INFINITY;
    double bottom = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < points.count(); k++) {
      left = Math.min(left, points.x(k));
      right = Math.max(right, points.x(k));
      top = Math.min(top, points.y(k));
      bottom = Math.max(bottom, points.y(k));
    }
    return right > left && bottom > top
        ? Optional.of(new Box(left, top, right, bottom))
        : Optional.empty();
  }
}
