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
 * All faces of a whole photograph, each with its keypoints, by one finder.
 *
 * <p>The finder's box is about right; the box around the keypoints found in it is better; so the
 * detector looks again there. What a finder is not sure of must pass {@link KeypointAgreement}.
 *
 * <p>Borrows finder and detector. One thread at a time, as the finder.
 */
final class FaceSearch {
  /** Overlap above which two faces are one: their keypoints were drawn to the same place. */
  private static final double SAME = 0.3;

  private final FaceFinder finder;
  private final FaceLook look;
  private final Channels channels;
  private final int passes;

  /**
   * The search with these parts.
   *
   * @param passes how often the detector looks, each time where it found the face before
   */
  FaceSearch(FaceFinder finder, KeypointDetector detector, int passes) {
    this.finder = finder;
    this.look = new FaceLook(detector);
    this.channels = detector.spec().input().channels();
    this.passes = passes;
  }

  /**
   * {@return the faces, each once, from left to right}
   *
   * @param photo borrowed; the finder sees it in color
   * @throws IOException if it cannot be decoded
   */
  List<Face> faces(DecodedPhoto photo) throws IOException {
    List<FaceCandidate> candidates = finder.find(photo.in(Channels.COLOR));
    if (candidates.isEmpty()) {
      return List.of();
    }
    Image input = photo.in(channels);
    List<Face> seen = new ArrayList<>();
    for (Optional<Face> face : look.at(input, candidates, passes)) {
      face.filter(this::isTaken).ifPresent(seen::add);
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

  private boolean isTaken(Face face) {
    return finder.isSure() || face.disagreement() <= KeypointAgreement.OF_A_FACE;
  }

  private static boolean isSame(Face a, Face b) {
    return a.box().overlap(b.box()) > SAME || a.extent().overlap(b.extent()) > SAME;
  }
}
