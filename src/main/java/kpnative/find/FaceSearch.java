package kpnative.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Image;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;

/**
 * Finds all faces of a photograph and their keypoints, with one finder.
 *
 * <p>The finder's box is approximate; the bounding box of the keypoints found in it is better, so
 * the detector runs again in that one. The candidates of a finder that reports false positives must
 * pass {@link KeypointAgreement}.
 *
 * <p>Borrows finder and detector. Not thread-safe, as the finder is not.
 */
final class FaceSearch {
  /**
   * The intersection over union above which two detections are the same face, for non-maximum
   * suppression.
   */
  private static final double SAME = 0.3;

  private final FaceFinder finder;
  private final FaceRefiner refiner;
  private final Channels channels;
  private final int passes;

  /**
   * Creates a search.
   *
   * @param passes how often the detector runs, each time in the box of the keypoints found before
   */
  FaceSearch(FaceFinder finder, KeypointDetector detector, int passes) {
    this.finder = finder;
    this.refiner = new FaceRefiner(detector);
    this.channels = detector.spec().input().channels();
    this.passes = passes;
  }

  /**
   * {@return the faces, each once, from left to right}
   *
   * @param photo borrowed; the finder takes it in color
   * @throws IOException if it cannot be decoded
   */
  List<Face> faces(DecodedPhoto photo) throws IOException {
    List<FaceCandidate> candidates = finder.find(photo.in(Channels.COLOR));
    if (candidates.isEmpty()) {
      return List.of();
    }
    Image input = photo.in(channels);
    List<Face> seen = new ArrayList<>();
    for (Optional<Face> face : refiner.refine(input, candidates, passes)) {
      face.filter(this::isAccepted).ifPresent(seen::add);
    }
    seen.sort(Comparator.comparingDouble(Face::disagreement));
    List<Face> kept = new ArrayList<>();
    for (Face face : seen) {
      if (kept.stream().noneMatch(k -> isSame(k, face))) {
        kept.add(face);
      }
    }
    kept.sort(Comparator.comparingDouble((Face face) -> face.box().left()));
    return List.copyOf(kept);
  }

  private boolean isAccepted(Face face) {
    return finder.isSure() || face.disagreement() <= KeypointAgreement.OF_A_FACE;
  }

  private static boolean isSame(Face a, Face b) {
    return a.box().overlap(b.box()) > SAME || a.extent().overlap(b.extent()) > SAME;
  }
}
