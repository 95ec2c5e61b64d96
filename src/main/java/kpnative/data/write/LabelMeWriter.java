package kpnative.data.write;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.EnumSet;
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

/** LabelMe's files, one for each picture and beside it; a group for each face. */
final class LabelMeWriter implements SetWriter {
  @Override
  public Set<Holds> holds() {
    return EnumSet.of(
        Holds.SUBPIXEL,
        Holds.ODD_NAMES,
        Holds.NAMES,
        Holds.VISIBILITY,
        Holds.UNKNOWN,
        Holds.ABSENT,
        Holds.BOX,
        Holds.NO_BOX,
        Holds.SEVERAL,
        Holds.EMPTY);
  }

  @Override
  public Form form() {
    return Form.FOLDER;
  }

  @Override
  public void write(AnnotationSet set, Target target) throws IOException {
    for (AnnotatedPicture picture : set.pictures()) {
      target.write(
          PictureNames.withExtension(picture.name(), "json"),
          JsonText.of(json -> picture(json, set, picture)));
    }
  }

  private static void picture(JsonGenerator json, AnnotationSet set, AnnotatedPicture picture)
      throws IOException {
    json.useDefaultPrettyPrinter();
    json.writeStartObject();
    json.writeStringField("version", "5.5.0");
    json.writeObjectFieldStart("flags");
    json.writeEndObject();
    json.writeArrayFieldStart("shapes");
    int group = 0;
    for (FaceAnnotation face : picture.faces()) {
      face(json, set.layouts().get(face.layout()), face, ++group);
    }
    json.writeEndArray();
    String name = picture.name();
    json.writeStringField("imagePath", name.substring(name.lastIndexOf('/') + 1));
    json.writeNullField("imageData");
    if (picture.size().isPresent()) {
      Size size = picture.size().get();
      json.writeNumberField("imageHeight", size.height());
      json.writeNumberField("imageWidth", size.width());
    }
    if (!set.layouts().isEmpty()) { // LabelMe keeps what it does not know
      json.writeArrayFieldStart("keypoints");
      for (String point : set.layouts().get(0).points()) {
        json.writeString(point);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void face(JsonGenerator json, PointLayout layout, FaceAnnotation face, int group)
      throws IOException {
    if (face.box().isPresent()) {
      Box box = face.box().get();
      begin(json, layout.name());
      pair(json, box.left(), box.top());
      pair(json, box.right(), box.bottom());
      end(json, group, "rectangle", PointState.UNKNOWN);
    }
    for (int k = 0; k < layout.count(); k++) {
      MarkedPoint point = face.points().get(k);
      if (point.isPresent()) {
        begin(json, layout.points().get(k));
        pair(json, point.x(), point.y());
        end(json, group, "point", point.state());
      }
    }
  }

  private static void begin(JsonGenerator json, String label) throws IOException {
    json.writeStartObject();
    json.writeStringField("label", label);
    json.writeArrayFieldStart("points");
  }

  private static void pair(JsonGenerator json, double x, double y) throws IOException {
    json.writeStartArray();
    json.writeNumber(Decimal.pixels(x + 0.5));
    json.writeNumber(Decimal.pixels(y + 0.5));
    json.writeEndArray();
  }

  private static void end(JsonGenerator json, int group, String type, PointState state)
      throws IOException {
    json.writeEndArray();
    json.writeNumberField("group_id", group);
    json.writeStringField("description", "");
    json.writeStringField("shape_type", type);
    json.writeObjectFieldStart("flags");
    if (state == PointState.HIDDEN || state == PointState.VISIBLE) {
      json.writeBooleanField("occluded", state == PointState.HIDDEN);
    }
    json.writeEndObject();
    json.writeEndObject();
  }
}
