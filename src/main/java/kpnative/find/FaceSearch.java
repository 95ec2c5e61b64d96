package kpnative.find;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import kpnative.face.FaceCandidate;
import kpnative.face.FaceFinder;
import kpnative.geometry.Box;
import kpnative.image.Channels;
import kpnative.image.DecodedPhoto;
import kpnative.image.Image;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;

/**
 * Finds all faces of a photograph and their keypoints, with one finder.
 *
 * <p>The finder's box is approximate; the bounding box of the keypoints found in it is better, so
 * the detector runs again in that one. Every face must pass {@link FaceCheck}, whoever proposed it;
 * what a sure finder proposed and doesn't is looked at again by {@link TurnedFaces}.
 *
 * <p>Borrows finder and detector. Not thread-safe, as the finder is not.
 */
final class FaceSearch {
  private final FaceFinder finder;
  private final FaceRefiner refiner;
  private final TurnedFaces turned;
  private final FaceCheck check;
  private final Channels channels;
  private final int passes;
  private final boolean fourWays;

  /**
   * Creates a search.
   *
   * @param options its finder and detector are not looked at
   */
  FaceSearch(FaceFinder finder, KeypointDetector detector, FindOptions options) {
    this.finder = finder;
    this.refiner = new FaceRefiner(detector);
    this.turned = new TurnedFaces(refiner);
    this.check = new FaceCheck(options.leastConfidence(), finder.isSure());
    this.channels = detector.spec().input().channels();
    this.passes = options.passes();
    this.fourWays = options.turned();
  }

  /**
   * {@return the faces, each once, from left to right, and the candidates that are none of them}
   *
   * @param photo borrowed; the finder takes it in color
   * @throws IOException if it cannot be decoded
   */
  SearchedPhoto search(DecodedPhoto photo) throws IOException {
    Image color = photo.in(Channels.COLOR);
    if (!fourWays) {
      return search(color, () -> photo.in(channels));
    }
    return new FourWays((c, i) -> search(c, () -> i)).best(color, photo.in(channels));
  }

  /** The picture with the channels of the detector's input, decoded when it is needed. */
  @FunctionalInterface
  private interface Input {
    Image image() throws IOException;
  }

  /** {@return the faces and candidates of a picture as it stands; it is borrowed} */
  private SearchedPhoto search(Image color, Input pixels) throws IOException {
    List<FaceCandidate> candidates = finder.find(color);
    if (candidates.isEmpty()) {
      return new SearchedPhoto(List.of(), List.of());
    }
    Image input = pixels.image();
    List<Face> seen = new ArrayList<>();
    List<FaceCandidate> doubtful = new ArrayList<>();
    List<Optional<Face>> upright = refiner.refine(input, candidates, passes);
    for (int i = 0; i < candidates.size(); i++) {
      Optional<Face> face = upright.get(i).filter(check::accepts);
      face.ifPresent(seen::add);
      if (face.isEmpty() && finder.isSure() && isIn(input, candidates.get(i))) {
        doubtful.add(candidates.get(i));
      }
    }
    seen.addAll(turned.read(input, doubtful, passes, check.turned()::accepts));
    seen.sort(Comparator.comparingDouble(Face::disagreement));
    List<Face> kept = new ArrayList<>();
    for (Face face : seen) {
      if (kept.stream().noneMatch(k -> SameFace.is(k, face))) {
        kept.add(face);
      }
    }
    kept.sort(Comparator.comparingDouble((Face face) -> face.box().left()));
    return new SearchedPhoto(
        kept, SameFace.others(candidates.stream().map(FaceCandidate::box).toList(), kept));
  }

  private static boolean isIn(Image input, FaceCandidate candidate) {
    return candidate.box().overlap(Box.ofPicture(input.size())) > 0;
  }
}
