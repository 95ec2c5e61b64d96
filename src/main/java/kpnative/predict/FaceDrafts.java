package kpnative.predict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.infer.DetectorSpec;
import kpnative.infer.Face;
import kpnative.keypoints.Edge;
import kpnative.keypoints.KeypointSchema;
import kpnative.keypoints.PointState;

/** Detected faces as annotations, under the names of the detector's schema. */
final class FaceDrafts {
  private static final double SEEN = 0.5; // as likely to be seen as not

  private FaceDrafts() {}

  static AnnotationSet of(DetectorSpec spec, List<PictureFaces> found) {
    List<AnnotatedPicture> pictures = new ArrayList<>();
    for (PictureFaces picture : found) {
      List<FaceAnnotation> faces = new ArrayList<>();
      for (Face face : picture.faces()) {
        faces.add(
            new FaceAnnotation(
                0,
                points(face),
                picture.boxed() ? Optional.of(face.box()) : Optional.empty(),
                Optional.empty(),
                OptionalDouble.of(score(face)),
                FileNames.text(picture.file())));
      }
      pictures.add(
          new AnnotatedPicture(
              FileTree.nameOf(picture.file()),
              Optional.of(picture.file()),
              Optional.of(picture.size()),
              faces));
    }
    return new AnnotationSet(List.of(layout(spec)), pictures);
  }

  private static PointLayout layout(DetectorSpec spec) {
    KeypointSchema schema = spec.keypointSchema();
    List<Integer> indices = spec.keypoints();
    Map<Integer, Integer> places = new HashMap<>();
    indices.forEach(i -> places.put(i, places.size()));
    List<Edge> edges = new ArrayList<>();
    for (Edge e : schema.edges()) {
      if (places.containsKey(e.from()) && places.containsKey(e.to())) {
        edges.add(new Edge(place(places, e.from()), place(places, e.to())));
      }
    }
    Optional<List<Integer>> mirror =
        schema
            .mirror()
            .filter(m -> indices.stream().allMatch(i -> places.containsKey(m.get(i))))
            .map(m -> indices.stream().map(i -> place(places, m.get(i))).toList());
    return PointLayout.of(PointLayout.FACE, FoundFaces.names(spec))
        .withEdges(edges)
        .withMirror(mirror);
  }

  private static int place(Map<Integer, Integer> places, int index) {
    return places.getOrDefault(index, 0);
  }

  private static List<MarkedPoint> points(Face face) {
    List<MarkedPoint> points = new ArrayList<>();
    for (int k = 0; k < face.keypoints().count(); k++) {
      PointState state =
          face.visibilities().isEmpty()
              ? PointState.UNKNOWN
              : face.visibilities().get(k) >= SEEN ? PointState.VISIBLE : PointState.HIDDEN;
      points.add(new MarkedPoint(face.keypoints().x(k), face.keypoints().y(k), state));
    }
    return points;
  }

  /** {@return the finder's score, else the mean confidence of the points, else 0: not known} */
  private static double score(Face face) {
    return Double.isNaN(face.score())
        ? face.confidences().stream().mapToDouble(Double::doubleValue).average().orElse(0)
        : face.score();
  }
}
