package kpnative.find;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import kpnative.crop.BoxRule;
import kpnative.face.FaceCandidate;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.image.Image;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;

/**
 * Detects keypoints in face candidates, refines their boxes and measures the disagreement. All
 * candidates of a picture run in one batched call per pass, and one more for the displaced boxes.
 *
 * <p>Borrows the detector. Thread-safe.
 */
final class FaceRefiner {
  private final KeypointDetector detector;
  private final boolean refines;

  FaceRefiner(KeypointDetector detector) {
    this.detector = detector;
    this.refines = canRefine(detector);
  }

  /**
   * {@return whether the bounding box of a detector's keypoints can be its next input: not if it
   * finds only some of the schema's keypoints, or was trained in other boxes than the keypoints'}
   */
  static boolean canRefine(KeypointDetector detector) {
    return detector.spec().keypoints().size() == detector.spec().schemaCount()
        && detector.spec().box().from() == BoxRule.From.POINTS;
  }

  boolean refines() {
    return refines;
  }

  /**
   * {@return each candidate's face, with the candidate's score and the disagreement; empty if the
   * keypoints span no box, or its centre is outside the picture}
   *
   * @param input has the channels of the detector's input; borrowed
   * @param passes how often the detector runs, each time in the box of the keypoints found before
   */
  List<Optional<Face>> refine(Image input, List<FaceCandidate> candidates, int passes) {
    return refine(input, candidates, passes, (candidate, face) -> OptionalDouble.empty());
  }

  /** What is known of a face without looking. */
  interface Known {
    /**
     * {@return the disagreement of a face, where it need not be measured}
     *
     * @param candidate the index of the face's candidate
     * @param found in its own box
     */
    OptionalDouble disagreement(int candidate, Face found);
  }

  /** As {@link #refine(Image, List, int)}, but measures the disagreement only where not known. */
  List<Optional<Face>> refine(
      Image input, List<FaceCandidate> candidates, int passes, Known known) {
    List<Optional<Face>> faces =
        new ArrayList<>(Collections.nCopies(candidates.size(), Optional.empty()));
    List<Integer> which = new ArrayList<>(); // the candidates that are left
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      which.add(i);
      boxes.add(candidates.get(i).box());
    }
    List<Face> found = detector.detect(input, boxes);
    for (int pass = 1; refines && pass < passes; pass++) {
      List<Integer> kept = new ArrayList<>();
      boxes = new ArrayList<>();
      for (int i = 0; i < found.size(); i++) {
        Keypoints points = found.get(i).keypoints();
        if (points.spansBox()) {
          kept.add(which.get(i));
          boxes.add(points.extent());
        }
      }
      which = kept;
      found = detector.detect(input, boxes);
    }
    check(input, which, found, candidates, known, faces);
    return Collections.unmodifiableList(faces);
  }

  private void check(
      Image input,
      List<Integer> which,
      List<Face> found,
      List<FaceCandidate> candidates,
      Known known,
      List<Optional<Face>> faces) {
    Size picture = input.frame().photograph();
    List<Integer> within = new ArrayList<>(); // those to be measured
    List<Box> displaced = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Face face = found.get(i);
      if (isIn(picture, face.box())) {
        int candidate = which.get(i);
        OptionalDouble measured = known.disagreement(candidate, face);
        if (measured.isPresent()) {
          double score = candidates.get(candidate).score();
          double disagreement = measured.getAsDouble();
          faces.set(candidate, Optional.of(face.withScore(score).withDisagreement(disagreement)));
        } else {
          within.add(i);
          displaced.addAll(KeypointAgreement.displaced(face.box()));
        }
      }
    }
    if (within.isEmpty()) {
      return;
    }
    List<Face> moved = detector.detect(input, displaced);
    int each = moved.size() / within.size();
    for (int j = 0; j < within.size(); j++) {
      Face face = found.get(within.get(j));
      int candidate = which.get(within.get(j));
      double disagreement =
          KeypointAgreement.disagreement(face, moved.subList(j * each, (j + 1) * each));
      faces.set(
          candidate,
          Optional.of(
              face.withScore(candidates.get(candidate).score()).withDisagreement(disagreement)));
    }
  }

  private static boolean isIn(Size picture, Box box) {
    Box all = Box.ofPicture(picture);
    Point c = box.center();
    return c.x() > all.left() && c.x() < all.right() && c.y() > all.top() && c.y() < all.bottom();
  }
}
