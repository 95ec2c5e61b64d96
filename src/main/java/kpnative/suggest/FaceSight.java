package kpnative.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import kpnative.crop.BoxRule;
import kpnative.crop.Crop;
import kpnative.data.BoxJitter;
import kpnative.data.check.Similarity;
import kpnative.geometry.Box;
import kpnative.geometry.Warp;
import kpnative.image.Image;
import kpnative.infer.DetectorBatch;
import kpnative.infer.DetectorSpec;
import kpnative.infer.Face;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;

/**
 * Looks at faces with a detector: once as it would, in displaced boxes, and mirrored.
 *
 * <p>Not thread-safe. The detector is borrowed.
 */
final class FaceSight {
  private static final int SHAKES = 4;

  private final KeypointDetector detector;
  private final DetectorSpec spec;
  private final Keypoints mean;
  private final Optional<int[]> pairs; // which of the found points mirrors each

  FaceSight(KeypointDetector detector) {
    this.detector = detector;
    this.spec = detector.spec();
    double[] all = spec.meanShape().stream().mapToDouble(Double::doubleValue).toArray();
    this.mean = Keypoints.of(all).select(spec.indices());
    this.pairs =
        spec.keypointSchema().mirrored(spec.indices()).flatMap(m -> positions(spec.keypoints(), m));
  }

  /**
   * {@return what is seen of a face; empty where its points are all in one line}
   *
   * @param picture has the channels of the detector's input; borrowed
   * @param number of the face among all, for the displacements
   */
  Optional<SeenFace> see(Image picture, Candidate candidate, int number) {
    Face first = detector.detect(picture, List.of(candidate.box())).get(0);
    if (!first.keypoints().spansBox() || spec.box().from() == BoxRule.From.PICTURE) {
      return first.keypoints().spansBox()
          ? Optional.of(unshaken(candidate, first))
          : Optional.empty();
    }
    Box box = first.keypoints().extent();
    List<Box> boxes = new ArrayList<>(List.of(box));
    for (int i = 0; i < SHAKES; i++) {
      boxes.add(BoxJitter.DEFAULT.of(box, i, number));
    }
    List<Face> faces = detector.detect(picture, boxes);
    Face face = faces.get(0);
    if (!face.keypoints().spansBox()) {
      return Optional.empty();
    }
    return Optional.of(
        new SeenFace(
            candidate,
            face.confidence(),
            spread(faces) / side(face.keypoints()),
            mirrored(picture, box, face.keypoints()),
            shape(face.keypoints())));
  }

  /** A network of whole pictures has no box to displace. */
  private SeenFace unshaken(Candidate candidate, Face face) {
    return new SeenFace(
        candidate, face.confidence(), Double.NaN, Double.NaN, shape(face.keypoints()));
  }

  private double mirrored(Image picture, Box box, Keypoints direct) {
    if (pairs.isEmpty()) {
      return Double.NaN;
    }
    Crop crop = spec.crop(box);
    Warp flip = Warp.affine(-1, 0, spec.input().width() - 1, 0, 1, 0);
    Keypoints found;
    try (DetectorBatch batch = detector.batch(1)) {
      batch.put(0, picture, new Crop(crop.region(), crop.toInput().then(flip)));
      batch.run();
      found = batch.keypoints(0).select(pairs.get());
    }
    double sum = 0;
    for (int k = 0; k < found.count(); k++) {
      sum += found.point(k).distanceTo(direct.point(k));
    }
    return sum / found.count() / side(direct);
  }

  private static double spread(List<Face> faces) {
    int count = faces.get(0).keypoints().count();
    double sum = 0;
    for (int k = 0; k < count; k++) {
      double x = 0;
      double y = 0;
      double squares = 0;
      for (Face f : faces) {
        x += f.keypoints().x(k) / faces.size();
        y += f.keypoints().y(k) / faces.size();
      }
      for (Face f : faces) {
        squares += Math.pow(f.keypoints().x(k) - x, 2) + Math.pow(f.keypoints().y(k) - y, 2);
      }
      sum += squares / faces.size();
    }
    return Math.sqrt(sum / count);
  }

  /** {@return the points in the face's frame less the mean} */
  private double[] shape(Keypoints found) {
    Warp toFrame = Similarity.fit(found, mean);
    double[] xy = found.map(toFrame).toArray();
    double[] middle = mean.toArray();
    double[] out = new double[xy.length];
    for (int i = 0; i < xy.length; i++) {
      out[i] = xy[i] - middle[i];
    }
    return out;
  }

  private static double side(Keypoints k) {
    Box box = k.extent();
    return Math.sqrt(box.width() * box.height());
  }

  private static Optional<int[]> positions(List<Integer> found, int[] schemaIndices) {
    int[] at = new int[schemaIndices.length];
    for (int i = 0; i < at.length; i++) {
      at[i] = found.indexOf(schemaIndices[i]);
      if (at[i] < 0) {
        return Optional.empty(); // a network that finds the points of one side only
      }
    }
    return Optional.of(at);
  }
}
