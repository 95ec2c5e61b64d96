package kpnative.data.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import kpnative.data.AnnotatedFace;
import kpnative.data.PictureFile;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileTree;
import kpnative.keypoints.PointState;

/** Faces that a {@link FaceReader} has read, as a set: those of one picture together. */
final class FaceSets {
  private FaceSets() {}

  /**
   * {@return the set} Faces with another number of points are another kind.
   *
   * @param faces all with a {@link PictureFile}
   */
  static AnnotationSet of(List<AnnotatedFace> faces) {
    List<PointLayout> layouts = new ArrayList<>();
    Map<Path, List<FaceAnnotation>> pictures = new LinkedHashMap<>();
    for (AnnotatedFace face : faces) {
      PointLayout layout = PointLayout.unnamed(PointLayout.FACE, face.keypoints().count());
      if (!layouts.contains(layout)) {
        layouts.add(layout);
      }
      if (face.picture() instanceof PictureFile picture) {
        pictures
            .computeIfAbsent(picture.path(), p -> new ArrayList<>())
            .add(
                new FaceAnnotation(
                    layouts.indexOf(layout),
                    points(face),
                    face.box(),
                    Optional.empty(),
                    OptionalDouble.empty(),
                    face.origin()));
      }
    }
    List<AnnotatedPicture> all = new ArrayList<>();
    pictures.forEach(
        (file, marked) ->
            all.add(
                new AnnotatedPicture(
                    FileTree.nameOf(file), Optional.of(file), Optional.empty(), marked)));
    return new AnnotationSet(layouts, all);
  }

  private static List<MarkedPoint> points(AnnotatedFace face) {
    List<MarkedPoint> points = new ArrayList<>();
    for (int k = 0; k < face.keypoints().count(); k++) {
      PointState state = face.state(k);
      points.add(
          state == PointState.ABSENT
              ? MarkedPoint.ABSENT
              : new MarkedPoint(face.keypoints().x(k), face.keypoints().y(k), state));
    }
    return points;
  }
}
