package kpnative.data.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.data.read.DlibXmlParser.LabelledBox;
import kpnative.data.read.DlibXmlParser.LabelledImage;
import kpnative.files.FileNames;

/**
 * dlib's XML as a set: with the names of parts, boxes without parts, and pictures without boxes.
 */
final class DlibSets implements SetReader.OfFile {
  @Override
  public AnnotationSet read(Path file, Consumer<String> faults) throws IOException {
    NamedFaces faces = new NamedFaces(file);
    PictureSearch search = new PictureSearch(file);
    FaceFaults left = new FaceFaults(file, faults::accept);
    for (LabelledImage image : DlibXmlParser.images(file, left)) {
      if (image.name().isEmpty()) {
        continue; // the parser has told of its boxes
      }
      faces.picture(image.name(), search.find(image.name()), image.size());
      for (LabelledBox box : image.boxes()) {
        Map<String, MarkedPoint> points = new LinkedHashMap<>();
        box.parts().forEach((name, p) -> points.put(name, MarkedPoint.at(p.x(), p.y())));
        faces.face(
            PointLayout.FACE,
            points,
            box.box(),
            box.label(),
            OptionalDouble.empty(),
            FileNames.text(file) + ":" + box.line());
      }
    }
    return faces.set();
  }
}
