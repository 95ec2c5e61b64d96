package kpnative.suggest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import kpnative.crop.BoxRule;
import kpnative.data.AnnotatedFace;
import kpnative.data.UnreadablePictures;
import kpnative.eval.Prediction;
import kpnative.infer.DetectorFile;
import kpnative.infer.DetectorOptions;
import kpnative.infer.KeypointDetector;
import kpnative.keypoints.Keypoints;
import kpnative.measure.DetectedFaces;

/**
 * What a detector finds of annotated faces, in boxes that owe little to the annotation: the first
 * is around its points, each next one around what was found before.
 *
 * @param faces those whose pictures can be read, and whose found points span a box
 * @param points the points found of each face, in the photograph's frame
 */
record Refound(List<AnnotatedFace> faces, List<Keypoints> points) {
  /*
   * A wrong point may have moved the first box, and points of another schema may span less than the
   * detector's: the second box is nearly, the third all the detector's own.
   */
  private static final int PASSES = 3;

  /**
   * {@return what the detector finds of these faces}
   *
   * @param faces whose points span a box
   * @throws IOException if a picture cannot be read and {@code unreadable} does not leave it out
   */
  static Refound of(
      DetectorFile file,
      List<AnnotatedFace> faces,
      DetectorOptions options,
      UnreadablePictures unreadable)
      throws IOException {
    boolean boxed = file.spec().box().from() != BoxRule.From.PICTURE;
    IdentityHashMap<AnnotatedFace, AnnotatedFace> original = new IdentityHashMap<>();
    List<AnnotatedFace> next = new ArrayList<>();
    for (AnnotatedFace face : faces) {
      next.add(face.withBox(face.keypoints().extent()));
      original.put(next.get(next.size() - 1), face);
    }
    List<Prediction> last;
    try (KeypointDetector detector =
        KeypointDetector.of(boxed ? file.inStatedBoxes() : file, options)) {
      last = spanning(DetectedFaces.of(detector, next, unreadable));
      for (int pass = 1; boxed && pass < PASSES; pass++) {
        next = new ArrayList<>();
        for (Prediction p : last) {
          AnnotatedFace moved = p.face().withBox(p.predicted().extent());
          original.put(moved, original.getOrDefault(p.face(), p.face()));
          next.add(moved);
        }
        last = spanning(DetectedFaces.of(detector, next, unreadable));
      }
    }
    return new Refound(
        last.stream().map(p -> original.getOrDefault(p.face(), p.face())).toList(),
        last.stream().map(Prediction::predicted).toList());
  }

  private static List<Prediction> spanning(DetectedFaces detected) {
    return detected.predictions().stream().filter(p -> p.predicted().spansBox()).toList();
  }
}
