package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import kpnative.data.AnnotatedFace;
import kpnative.data.PhotographNames;
import kpnative.data.PictureFile;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.files.FileNames;
import kpnative.files.FileTree;
import kpnative.keypoints.PointState;

/**
 * The faces of a format that is read as a set, for training: those with points, in pictures that
 * exist.
 */
final class SetFaces implements FaceReader {
  private final SetReader reader;

  SetFaces(SetReader reader) {
    this.reader = reader;
  }

  @Override
  public List<AnnotatedFace> read(Path annotation, FaceFaultLines faults) throws IOException {
    return read(List.of(annotation), faults);
  }

  /**
   * {@return the faces of several files of one set}
   *
   * @throws IOException as {@link FaceReader#read}
   */
  List<AnnotatedFace> read(List<Path> files, FaceFaultLines faults) throws IOException {
    Path first = files.get(0);
    AnnotationSet set = reader.read(files, faults::leftOut);
    FaceFaults left = new FaceFaults(first, faults);
    List<AnnotatedFace> faces = new ArrayList<>();
    StatedSizes sizes = new StatedSizes();
    int pointless = 0;
    for (AnnotatedPicture picture : set.pictures()) {
      sizes.compare(picture);
      for (FaceAnnotation face : picture.faces()) {
        if (face.presentCount() == 0) {
          pointless++;
        } else if (picture.file().isEmpty()) {
          String absent = NamedPictures.absent(FileTree.folderOf(first), picture.name());
          left.leftOut(new IOException(face.origin() + ": " + absent));
        } else {
          faces.add(face(set.layouts().get(face.layout()), picture.file().get(), face));
        }
      }
    }
    if (pointless > 0) {
      faults.without(FileNames.text(first) + ": faces without a point, passed over: " + pointless);
    }
    sizes.line().ifPresent(line -> faults.without(FileNames.text(first) + ": " + line));
    left.requireSome(faces, "faces with points in pictures that exist");
    return faces;
  }

  private static AnnotatedFace face(PointLayout layout, Path picture, FaceAnnotation face) {
    List<MarkedPoint> points = face.points();
    List<PointState> states = points.stream().map(MarkedPoint::state).toList();
    boolean said = states.stream().anyMatch(s -> s != PointState.UNKNOWN);
    return new AnnotatedFace(
        new PictureFile(picture),
        PhotographNames.photograph(picture),
        PhotographNames.person(picture),
        MarkedPoint.places(points),
        face.box(),
        face.origin(),
        said ? states : List.of(),
        LayoutSchema.of(layout));
  }
}
