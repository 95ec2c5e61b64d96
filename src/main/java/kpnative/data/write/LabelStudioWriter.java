package kpnative.data.write;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.Set;
import kpnative.data.annotation.AnnotatedPicture;
import kpnative.data.annotation.AnnotationSet;
import kpnative.data.annotation.FaceAnnotation;
import kpnative.data.annotation.Holds;
import kpnative.data.annotation.MarkedPoint;
import kpnative.data.annotation.PointLayout;
import kpnative.geometry.Box;
import kpnative.geometry.Size;
import kpnative.keypoints.PointState;

/**
 * Label Studio's tasks: a rectangle for each face, whose points name it as their parent. Faces that
 * a detector found are predictions, which a person accepts or corrects; others are annotations.
 * Pictures are named as local files. Beside the tasks lies {@code NAME.config.xml}, the labelling
 * configuration that they need.
 */
final class LabelStudioWriter implements SetWriter {
  private static final String POINTS = "point";
  private static final String FACES = "face";
  private static final String STATES = "visibility";
  private static final String IMAGE = "image";

  @Override
  public Set<Holds> holds() {
    return EnumSet.complementOf(
        EnumSet.of(Holds.NO_BOX, Holds.MIRROR, Holds.EDGES, Holds.ID, Holds.KINDS));
  }

  @Override
  public Form form() {
    return Form.TOOL;
  }

  @Override
  public boolean needsSizes() {
    return true;
  }

  @Override
  public void write(AnnotationSet set, Target target) throws IOException {
    target.write(
        JsonText.of(
            json -> {
              json.writeStartArray();
              int id = 0;
              for (AnnotatedPicture picture : set.pictures()) {
                task(json, set, picture, ++id);
              }
              json.writeEndArray();
            }));
    target.write(target.name() + ".config.xml", config(set));
  }

  private static void task(JsonGenerator json, AnnotationSet set, AnnotatedPicture picture, int id)
      throws IOException {
    JsonText.item(json);
    json.writeObjectFieldStart("data");
    String name = URLEncoder.encode(picture.name(), StandardCharsets.UTF_8);
    json.writeStringField(
        IMAGE, "/data/local-files/?d=" + name.replace("+", "%20").replace("%2F", "/"));
    json.writeEndObject();
    json.writeObjectFieldStart("meta");
    json.writeObjectFieldStart("keypoints");
    for (PointLayout layout : set.layouts()) {
      json.writeArrayFieldStart(layout.name());
      for (String point : layout.points()) {
        json.writeString(point);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
    json.writeEndObject();
    boolean found = picture.faces().stream().anyMatch(f -> f.score().isPresent());
    json.writeArrayFieldStart(found ? "predictions" : "annotations");
    if (!picture.faces().isEmpty()) {
      json.writeStartObject();
      if (found) {
        json.writeStringField("model_version", "kp-native");
      }
      json.writeArrayFieldStart("result");
      int number = 0;
      for (FaceAnnotation face : picture.faces()) {
        face(json, set, picture, face, id + "-" + ++number);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void face(
      JsonGenerator json,
      AnnotationSet set,
      AnnotatedPicture picture,
      FaceAnnotation face,
      String id)
      throws IOException {
    Size size = picture.size().orElseThrow();
    PointLayout layout = set.layouts().get(face.layout());
    Box box = face.box().orElseThrow();
    region(json, id, FACES, "rectanglelabels", size);
    if (face.score().isPresent()) {
      json.writeFieldName("score");
      json.writeNumber(Decimal.pixels(face.score().getAsDouble()));
    }
    json.writeObjectFieldStart("value");
    percent(json, "x", box.left() + 0.5, size.width());
    percent(json, "y", box.top() + 0.5, size.height());
    percent(json, "width", box.width(), size.width());
    percent(json, "height", box.height(), size.height());
    json.writeNumberField("rotation", 0);
    labels(json, "rectanglelabels", layout.name());
    json.writeEndObject();
    json.writeEndObject();
    for (int k = 0; k < layout.count(); k++) {
      MarkedPoint point = face.points().get(k);
      if (point.isPresent()) {
        point(json, size, point, layout.points().get(k), id, k);
      }
    }
  }

  private static void point(
      JsonGenerator json, Size size, MarkedPoint point, String name, String face, int k)
      throws IOException {
    region(json, face + "-" + k, POINTS, "keypointlabels", size);
    json.writeStringField("parentID", face);
    place(json, size, point);
    labels(json, "keypointlabels", name);
    json.writeEndObject();
    json.writeEndObject();
    if (point.state() != PointState.UNKNOWN) {
      region(json, face + "-" + k, STATES, "choices", size);
      place(json, size, point);
      labels(json, "choices", point.state() == PointState.HIDDEN ? "hidden" : "visible");
      json.writeEndObject();
      json.writeEndObject();
    }
  }

  private static void place(JsonGenerator json, Size size, MarkedPoint point) throws IOException {
    json.writeObjectFieldStart("value");
    percent(json, "x", point.x() + 0.5, size.width());
    percent(json, "y", point.y() + 0.5, size.height());
    json.writeNumberField("width", 0.5);
  }

  private static void region(JsonGenerator json, String id, String control, String type, Size size)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("type", type);
    json.writeStringField("from_name", control);
    json.writeStringField("to_name", IMAGE);
    json.writeNumberField("original_width", size.width());
    json.writeNumberField("original_height", size.height());
    json.writeNumberField("image_rotation", 0);
  }

  private static void percent(JsonGenerator json, String name, double pixels, int side)
      throws IOException {
    json.writeFieldName(name);
    json.writeNumber(Decimal.fraction(100 * pixels / side));
  }

  private static void labels(JsonGenerator json, String field, String label) throws IOException {
    json.writeArrayFieldStart(field);
    json.writeString(label);
    json.writeEndArray();
  }

  private static String config(AnnotationSet set) {
    Set<String> points = new LinkedHashSet<>();
    set.layouts().forEach(layout -> points.addAll(layout.points()));
    StringBuilder xml = new StringBuilder("<View>\n");
    xml.append("  <Image name=\"image\" value=\"$image\" zoom=\"true\" zoomControl=\"true\"/>\n");
    xml.append("  <RectangleLabels name=\"face\" toName=\"image\">\n");
    for (PointLayout layout : set.layouts()) {
      xml.append("    <Label").append(XmlText.attribute("value", layout.name())).append("/>\n");
    }
    xml.append("  </RectangleLabels>\n  <KeyPointLabels name=\"point\" toName=\"image\">\n");
    int index = 0;
    for (String point : points) {
      xml.append("    <Label").append(XmlText.attribute("value", point));
      xml.append(" model_index=\"").append(index++).append("\"/>\n");
    }
    xml.append("  </KeyPointLabels>\n");
    xml.append("  <Choices name=\"visibility\" toName=\"image\" perRegion=\"true\"");
    xml.append(" whenTagName=\"point\">\n");
    xml.append("    <Choice value=\"visible\"/>\n    <Choice value=\"hidden\"/>\n");
    return xml.append("  </Choices>\n</View>\n").toString();
  }
}
