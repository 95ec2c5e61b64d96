package kpnative.data.write;

import java.io.IOException;
import java.io.Writer;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.Holds;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.geometry.Size;
import kpnative.keypoints.PointState;

/**
 * CVAT for images 1.1: each face a skeleton. A task must have its label first: beside the XML lies
 * {@code NAME.labels.json}, which CVAT takes under <i>Raw</i> where a task's labels are made.
 */
final class CvatWriter implements SetWriter {
  @Override
  public Set<Holds> holds() {
    return EnumSet.of(
        Holds.SUBPIXEL,
        Holds.ODD_NAMES,
        Holds.NAMES,
        Holds.KIND,
        Holds.KINDS,
        Holds.EDGES,
        Holds.VISIBILITY,
        Holds.ABSENT,
        Holds.SEVERAL,
        Holds.EMPTY);
  }

  @Override
  public Form form() {
    return Form.TOOL;
  }

  @Override
  public void write(AnnotationSet set, Target target) throws IOException {
    List<SkeletonDrawing> drawings =
        IntStream.range(0, set.layouts().size()).mapToObj(i -> SkeletonDrawing.of(set, i)).toList();
    target.write(XmlText.of(xml -> document(xml, set, drawings)));
    target.write(target.name() + ".labels.json", CvatLabelsText.of(set, drawings));
  }

  private static void document(Writer xml, AnnotationSet set, List<SkeletonDrawing> drawings)
      throws IOException {
    xml.write("<annotations>\n  <version>1.1</version>\n  <meta>\n    <task>\n");
    xml.write("      <size>" + set.pictures().size() + "</size>\n");
    xml.write("      <mode>annotation</mode>\n      <labels>\n");
    for (int i = 0; i < set.layouts().size(); i++) {
      PointLayout layout = set.layouts().get(i);
      label(
          xml,
          layout.name(),
          "skeleton",
          "<svg>" + XmlText.escaped(drawings.get(i).svg()) + "</svg>");
      for (String point : layout.points()) {
        label(xml, point, "points", "<parent>" + XmlText.escaped(layout.name()) + "</parent>");
      }
    }
    xml.write("      </labels>\n    </task>\n  </meta>\n");
    int id = 0;
    for (AnnotatedPicture picture : set.pictures()) {
      image(xml, set, picture, id++);
    }
    xml.write("</annotations>\n");
  }

  private static void label(Writer xml, String name, String type, String more) throws IOException {
    xml.write("        <label><name>" + XmlText.escaped(name) + "</name><type>" + type);
    xml.write("</type><attributes></attributes>" + more + "</label>\n");
  }

  private static void image(Writer xml, AnnotationSet set, AnnotatedPicture picture, int id)
      throws IOException {
    xml.write("  <image id=\"" + id + '"' + XmlText.attribute("name", picture.name()));
    if (picture.size().isPresent()) {
      Size size = picture.size().get();
      xml.write(" width=\"" + size.width() + "\" height=\"" + size.height() + '"');
    }
    xml.write(">\n");
    for (FaceAnnotation face : picture.faces()) {
      PointLayout layout = set.layouts().get(face.layout());
      String source = face.score().isPresent() ? "auto" : "manual";
      xml.write("    <skeleton" + XmlText.attribute("label", layout.name()));
      xml.write(" source=\"" + source + "\" z_order=\"0\">\n");
      for (int k = 0; k < layout.count(); k++) {
        xml.write("      <points" + XmlText.attribute("label", layout.points().get(k)));
        xml.write(" source=\"" + source + '"' + place(face.points().get(k)) + "></points>\n");
      }
      xml.write("    </skeleton>\n");
    }
    xml.write("  </image>\n");
  }

  private static String place(MarkedPoint point) {
    return point.isPresent()
        ? " outside=\"0\" occluded=\""
            + (point.state() == PointState.HIDDEN ? 1 : 0)
            + "\" points=\""
            + Decimal.text(point.x() + 0.5)
            + ','
            + Decimal.text(point.y() + 0.5)
            + '"'
        : " outside=\"1\" occluded=\"0\" points=\"0.00,0.00\"";
  }
}
