package kpnative.suggest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.data.check.Similarity;
import kpnative.geometry.Warp;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.DetectorSpec;
import kpnative.keypoints.Keypoints;

/**
 * Annotated faces, and what a detector finds in their place, in the face's frame. The detector may
 * have been trained on other points than the annotation's.
 *
 * @param faces those whose pictures can be read
 * @param toFrame for each face, the similarity from its photograph to the face's frame
 * @param found the detector's points in the face's frame, less the mean shape, {@code [N, 2M]}
 * @param labels the annotated points in the face's frame, {@code [N, 2K]}, NaN where absent
 */
record FramedFaces(
    List<AnnotatedFace> faces, List<Warp> toFrame, double[][] found, double[][] labels) {
  /** The fewest points of a detector that fix a face's place, size and turn well. */
  static final int FEWEST_POINTS = 3;

  /**
   * {@return these faces, found by this detector}
   *
   * @param faces whose points, of the same number, span a box
   * @throws IllegalArgumentException if the detector finds fewer than three points
   * @throws IOException if a picture cannot be read and {@code unreadable} does not leave it out
   */
  static FramedFaces of(
      DetectorFile file,
      List<AnnotatedFace> faces,
      DetectorOptions options,
      UnreadablePictures unreadable)
      throws IOException {
    DetectorSpec spec = file.spec();
    if (spec.keypoints().size() < FEWEST_POINTS) {
      throw new IllegalArgumentException(
          file.name() + ": labels are compared with what three points or more say of the face");
    }
    double[] all = spec.meanShape().stream().mapToDouble(Double::doubleValue).toArray();
    Keypoints mean = Keypoints.of(all).select(spec.indices());
    Refound refound = Refound.of(file, faces, options, unreadable);
    int n = refound.faces().size();
    List<Warp> warps = new ArrayList<>();
    double[][] found = new double[n][];
    double[][] labels = new double[n][];
    for (int i = 0; i < n; i++) {
      Keypoints points = refound.points().get(i);
      Warp toFrame = Similarity.fit(points, mean);
      warps.add(toFrame);
      found[i] = points.map(toFrame).toArray();
      for (int j = 0; j < found[i].length; j++) {
        found[i][j] -= mean.toArray()[j];
      }
      labels[i] = refound.faces().get(i).keypoints().map(toFrame).toArray();
    }
    return new FramedFaces(refound.faces(), List.copyOf(warps), found, labels);
  }

  /** {@return the number of faces} */
  int size() {
    return faces.size();
  }
}
