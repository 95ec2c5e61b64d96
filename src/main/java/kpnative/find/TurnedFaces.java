package kpnative.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import kpnative.face.FaceCandidate;
import kpnative.geometry.Box;
import kpnative.geometry.Point;
import kpnative.geometry.Size;
import kpnative.geometry.Warp;
import kpnative.image.Image;
import kpnative.infer.Face;

/**
 * Reads faces that stand on their head or lie on their side in a turned copy of the picture: the
 * keypoint network was trained on upright ones. Half turns come first, then quarter turns.
 *
 * <p>Borrows the refiner. Thread-safe.
 */
final class TurnedFaces {
  private static final int[] QUARTERS = {2, 3, 1}; // clockwise

  private final FaceRefiner refiner;

  TurnedFaces(FaceRefiner refiner) {
    this.refiner = refiner;
  }

  /**
   * {@return the faces that are accepted in some turned copy, in the frame of {@code input}}
   *
   * @param input all of a picture; borrowed
   * @param candidates not accepted as they stand
   * @param passes as in {@link FaceRefiner#refine}
   */
  List<Face> read(
      Image input, List<FaceCandidate> candidates, int passes, Predicate<Face> accepted) {
    List<Face> faces = new ArrayList<>();
    List<FaceCandidate> left = candidates;
    for (int quarters : QUARTERS) {
      if (left.isEmpty()) {
        break;
      }
      Warp turn = turn(input.size(), quarters);
      List<FaceCandidate> turned = new ArrayList<>();
      for (FaceCandidate candidate : left) {
        turned.add(new FaceCandidate(map(candidate.box(), turn), candidate.score()));
      }
      List<Optional<Face>> found;
      try (Image copy = input.turned(quarters)) {
        found = refiner.refine(copy, turned, passes);
      }
      List<FaceCandidate> rest = new ArrayList<>();
      for (int i = 0; i < turned.size(); i++) {
        Optional<Face> face = found.get(i).filter(accepted);
        if (face.isPresent()) {
          faces.add(map(face.get(), turn.inverse()));
        } else {
          rest.add(left.get(i));
        }
      }
      left = rest;
    }
    return faces;
  }

  /** {@return the warp from a picture's frame to that of its copy turned clockwise} */
  static Warp turn(Size picture, int quarters) {
    double right = picture.width() - 1.0;
    double bottom = picture.height() - 1.0;
    return switch (quarters) {
      case 1 -> Warp.affine(0, -1, bottom, 1, 0, 0);
      case 2 -> Warp.affine(-1, 0, right, 0, -1, bottom);
      default -> Warp.affine(0, 1, 0, -1, 0, right);
    };
  }

  static Face map(Face face, Warp warp) {
    return new Face(
        map(face.box(), warp),
        face.keypoints().map(warp),
        face.confidences(),
        face.visibilities(),
        face.score(),
        face.disagreement(),
        face.schema(),
        face.indices());
  }

  static Box map(Box box, Warp turn) {
    Point a = turn.map(new Point(box.left(), box.top()));
    Point b = turn.map(new Point(box.right(), box.bottom()));
    return new Box(
        Math.min(a.x(), b.x()),
        Math.min(a.y(), b.y()),
        Math.max(a.x(), b.x()),
        Math.max(a.y(), b.y()));
  }
}
