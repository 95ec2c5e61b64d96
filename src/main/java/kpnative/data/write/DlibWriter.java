package kpnative.data.write;

import java.io.IOException;
import java.io.Writer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.Holds;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.geometry.Box;
import kpnative.geometry.Size;

/** dlib's XML, as imglab and dlib's own programs read it: whole pixels. */
final class DlibWriter implements SetWriter {
  @Override
  public Set<Holds> holds() {
    return EnumSet.of(
        Holds.ODD_NAMES,
        Holds.NAMES,
        Holds.ABSENT,
        Holds.BOX,
        Holds.SEVERAL,
        Holds.EMPTY,
        Holds.ID);
  }

  @Override
  public Form form() {
    return Form.FILE;
  }

  @Override
  public void write(AnnotationSet set, Target target) throws IOException {
    target.write(
        XmlText.of(
            xml -> {
              xml.write("<dataset>\n<name>kp-native</name>\n<images>\n");
              for (AnnotatedPicture picture : set.pictures()) {
                picture(xml, set, picture);
              }
              xml.write("</images>\n</dataset>\n");
            }));
  }

  private static void picture(Writer xml, AnnotationSet set, AnnotatedPicture picture)
      throws IOException {
    xml.write("  <image" + XmlText.attribute("file", picture.name()));
    if (picture.size().isPresent()) {
      Size size = picture.size().get();
      xml.write(" width=\"" + size.width() + "\" height=\"" + size.height() + '"');
    }
    xml.write(">\n");
    for (FaceAnnotation face : picture.faces()) {
      face(xml, set.layouts().get(face.layout()), face);
    }
    xml.write("  </image>\n");
  }

  private static void face(Writer xml, PointLayout layout, FaceAnnotation face) throws IOException {
    Box box = face.box().orElseThrow();
    xml.write(
        String.format(
            Locale.ROOT,
            "    <box top='%d' left='%d' width='%d' height='%d'>\n",
            Math.round(box.top() + 0.5),
            Math.round(box.left() + 0.5),
            Math.round(box.width()),
            Math.round(box.height())));
    if (face.id().isPresent()) {
      xml.write("      <label>" + XmlText.escaped(face.id().get()) + "</label>\n");
    }
    int digits = layout.count() > 100 ? 3 : 2; // 00 to 67, as in dlib's copy of 300-W
    for (int k = 0; k < layout.count(); k++) {
      MarkedPoint point = face.points().get(k);
      if (point.isPresent()) {
        String name =
            layout.named()
                ? layout.points().get(k)
                : String.format(Locale.ROOT, "%0" + digits + "d", k);
        xml.write("      <part" + XmlText.attribute("name", name));
        xml.write(" x=\"" + Math.round(point.x()) + "\" y=\"" + Math.round(point.y()) + "\"/>\n");
      }
    }
    xml.write("    </box>\n");
  }
}
