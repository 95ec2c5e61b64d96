package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.data.write.AnnotationFiles;
import kpnative.data.write.Destination;
import kpnative.files.FileTree;
import kpnative.files.OutputFiles;
import kpnative.geometry.Point;
import kpnative.geometry.Size;

/** The file of one face in any format, as its tool or its authors write it. */
final class OneFaceFile {
  private OneFaceFile() {}

  /**
   * Writes a face whose first point is at {@code p} and all others in the picture's first pixel:
   * one more, or as many as the format has.
   *
   * @param picture its file; what is written lies beside it
   * @param size the picture's in the frame of the points
   * @return the file to be read; of a folder's formats, too
   */
  static Path write(AnnotationFormat format, Path picture, Point p, Size size) throws IOException {
    Path folder = FileTree.folderOf(picture);
    String name = FileTree.nameOf(picture);
    Path file = folder.resolve(FileTree.stemOf(picture) + "." + format.extension());
    String text =
        switch (format) {
          case PTS, MERLRAV ->
              form("version: 1\nn_points: 2\n{\n%.3f %.3f\n1 1\n}\n", p.x() + 1, p.y() + 1);
          case CSV -> form(name + ",%.3f,%.3f,0,0\n", p.x(), p.y());
          case DLIB ->
              form(
                  "<?xml version='1.0'?>\n<dataset><images><image file='"
                      + name
                      + "'><box left='1' top='2' width='4' height='6'><part name='0' x='%.3f'"
                      + " y='%.3f'/><part name='1' x='0' y='0'/></box></image></images></dataset>",
                  p.x(),
                  p.y());
          case ASF ->
              form(
                  "# a shape\n\n2\n0 0 %.9f %.9f 0 1 1\n0 0 0 0 1 0 0\n\n" + name + "\n",
                  p.x() / size.width(),
                  p.y() / size.height());
          case WFLW -> form("%.3f %.3f" + " 0".repeat(194) + " " + name + "\n", p.x(), p.y());
          case HRNET ->
              form(
                  "image_name,scale,center_w,center_h,original_0_x,original_0_y,original_1_x,"
                      + "original_1_y\n"
                      + name
                      + ",1,0,0,%.3f,%.3f,0,0\n",
                  p.x(),
                  p.y());
          case COCO, CVAT, LABELSTUDIO, LABELME, YOLO, DLC -> "";
        };
    if (!text.isEmpty()) {
      return Files.writeString(file, text);
    }
    List<MarkedPoint> points = List.of(MarkedPoint.at(p.x(), p.y()), MarkedPoint.at(0, 0));
    AnnotationSet set =
        new AnnotationSet(
            List.of(PointLayout.of(PointLayout.FACE, List.of("chin", "brow"))),
            List.of(
                new AnnotatedPicture(
                    name,
                    Optional.of(picture),
                    Optional.of(size),
                    List.of(new FaceAnnotation(0, points, "made")))));
    Path out = format == AnnotationFormat.LABELME ? folder : file;
    AnnotationFiles.write(set, new Destination(format, out), false, new OutputFiles(true));
    return file;
  }

  private static String form(String pattern, double x, double y) {
    return String.format(Locale.ROOT, pattern, x, y);
  }
}
