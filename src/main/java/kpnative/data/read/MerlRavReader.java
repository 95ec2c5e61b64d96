package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.keypoints.Keypoints;
import kpnative.keypoints.PointState;

/**
 * MERL-RAV's point files, in which the signs of coordinates say what is seen: {@code x y} is a
 * visible point, {@code -x -y} one that something covers, and {@code -1 -1} one on the averted side
 * of the face, without a place. Pixels from 1, as in all point files.
 *
 * @see <a href="https://github.com/abhi1kumar/MERL-RAV_dataset">Kumar et al. 2020, MERL-RAV</a>
 */
final class MerlRavReader implements SetReader {
  private static final String SCHEMA = "ibug68";

  @Override
  public AnnotationSet read(List<Path> files, Consumer<String> faults) throws IOException {
    List<AnnotationSet> sets = new ArrayList<>();
    for (Path file : files) {
      try {
        sets.add(face(file));
      } catch (IOException e) {
        if (files.size() == 1) {
          throw e;
        }
        faults.accept(e.getMessage() + FaceFaults.LEFT_OUT);
      }
    }
    return AnnotationSet.of(sets);
  }

  private static AnnotationSet face(Path file) throws IOException {
    Keypoints read = PtsReader.points(file);
    List<MarkedPoint> points = new ArrayList<>();
    for (int k = 0; k < read.count(); k++) {
      points.add(point(read.x(k) + 1, read.y(k) + 1));
    }
    String stem = FileTree.stemOf(file);
    Optional<Path> picture = NamedPictures.ofStem(FileTree.folderOf(file), stem);
    String name = picture.map(FileTree::nameOf).orElse(stem + ".jpg");
    FaceAnnotation face = new FaceAnnotation(0, points, FileNames.text(file));
    return new AnnotationSet(
        List.of(PointLayout.unnamed(SCHEMA, points.size())),
        List.of(new AnnotatedPicture(name, picture, Optional.empty(), List.of(face))));
  }

  /** {@return the point of coordinates as written} */
  private static MarkedPoint point(double x, double y) {
    if (x == -1 && y == -1) {
      return MarkedPoint.ABSENT;
    }
    return x < 0 && y < 0
        ? new MarkedPoint(-x - 1, -y - 1, PointState.HIDDEN)
        : new MarkedPoint(x - 1, y - 1, PointState.VISIBLE);
  }
}
