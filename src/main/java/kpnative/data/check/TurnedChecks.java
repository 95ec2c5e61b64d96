package kpnative.data.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import kpnative.data.AnnotatedFace;
import kpnative.geometry.Point;
import kpnative.geometry.Warp;
import kpnative.image.PhotographFrame;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.Keypoints;

/**
 * Finds photographs that EXIF turns and whose keypoints were read in the wrong frame: those of the
 * stored picture as if they were the upright photograph's, or the other way about.
 */
/* A face is upright if its mouth is below its eyes and its right eye right of the left one, as seen
 * in the picture. Where the schema does not name them, the faces of photographs that are not turned
 * show which way is up. Each of the seven turns makes an upright face one that lies, stands on its
 * head or is mirrored; so a face that is not upright as read, and is in the other frame, was
 * annotated there. A face that really lies across its photograph can be taken for that. */
final class TurnedChecks {
  private static final int FEWEST = 10; // faces that show which way is up
  private static final int SHAPE_KEYPOINTS = 3; // fewer have no mirror image of their own
  private static final double UPRIGHT = 0.5; // cosine of the tilt; 60 degrees
  private static final double BETTER = 0.5; // by so much the other frame's must be larger
  private static final Warp REFLECTION = Warp.affine(-1, 0, 0, 0, 1, 0);

  private final KeypointSchema schema;
  private final boolean stored;
  private final List<Keypoints> notTurned = new ArrayList<>();
  private final Map<AnnotatedFace, PhotographFrame> turned = new LinkedHashMap<>();

  /**
   * @param stored whether the faces were read as annotated in the stored frame
   */
  TurnedChecks(KeypointSchema schema, boolean stored) {
    this.schema = schema;
    this.stored = stored;
  }

  /** Adds a face whose keypoints span an area, with the frame of its decoded picture. */
  void add(AnnotatedFace face, PhotographFrame frame) {
    if (frame.orientation() == 1) {
      notTurned.add(face.keypoints());
    } else {
      turned.put(face, frame);
    }
  }

  /** {@return a finding for each face that fits the other frame, and each that cannot be judged} */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    if (turned.isEmpty()) {
      return findings;
    }
    Optional<Keypoints> mean =
        notTurned.size() < FEWEST || schema.count() < SHAPE_KEYPOINTS
            ? Optional.empty()
            : Optional.of(MeanShape.of(notTurned));
    turned.forEach(
        (face, frame) -> {
          Warp change = stored ? frame.fromStored().inverse() : frame.fromStored();
          OptionalDouble asRead = upright(face.keypoints(), mean);
          OptionalDouble other = upright(face.keypoints().map(change), mean);
          if (asRead.isEmpty() || other.isEmpty()) {
            findings.add(finding(face, frame, 0, "which frame its points fit cannot be told"));
          } else if (other.getAsDouble() > UPRIGHT
              && other.getAsDouble() > asRead.getAsDouble() + BETTER) {
            findings.add(
                finding(
                    face,
                    frame,
                    other.getAsDouble() - asRead.getAsDouble(),
                    stored
                        ? "its points fit the upright photograph: read them without --exif stored"
                        : "its points fit the stored picture: read them with --exif stored"));
          }
        });
    return findings;
  }

  private static Finding finding(
      AnnotatedFace face, PhotographFrame frame, double value, String text) {
    return Finding.of(
        Kind.TURNED, value, "EXIF orientation " + frame.orientation() + ": " + text, face);
  }

  /**
   * {@return the cosine of the face's tilt, -1 for a mirrored face; empty if it cannot be told
   * which way is up}
   */
  private OptionalDouble upright(Keypoints k, Optional<Keypoints> mean) {
    Optional<Point> left = center(k, "left_eye");
    Optional<Point> right = center(k, "right_eye");
    Optional<Point> mouth = center(k, "mouth").or(() -> center(k, "outer_lip"));
    if (left.isPresent() && right.isPresent() && mouth.isPresent()) {
      return OptionalDouble.of(upright(left.get(), right.get(), mouth.get()));
    }
    return mean.isPresent() ? OptionalDouble.of(upright(k, mean.get())) : OptionalDouble.empty();
  }

  private Optional<Point> center(Keypoints k, String group) {
    return schema.indices(group).filter(k::arePresent).map(k::mean);
  }

  private static double upright(Point left, Point right, Point mouth) {
    double across = right.x() - left.x();
    double slope = right.y() - left.y();
    double downX = mouth.x() - (left.x() + right.x()) / 2;
    double downY = mouth.y() - (left.y() + right.y()) / 2;
    return Math.min(
        across / Math.max(Math.hypot(across, slope), 1e-9),
        downY / Math.max(Math.hypot(downX, downY), 1e-9));
  }

  private static double upright(Keypoints k, Keypoints mean) {
    if (Similarity.residual(k.map(REFLECTION), mean) < Similarity.residual(k, mean)) {
      return -1;
    }
    Warp fit = Similarity.fit(k, mean);
    return fit.m00() / Math.max(Math.hypot(fit.m00(), fit.m10()), 1e-9);
  }
}
