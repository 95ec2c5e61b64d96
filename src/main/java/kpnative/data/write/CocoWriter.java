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
import kpnative.keypoints.Edge;

/** COCO's keypoints, with pixel indices from 0 and boxes from the first pixel's corner. */
final class CocoWriter implements SetWriter {
  @Override
  public Set<Holds> holds() {
    return EnumSet.complementOf(EnumSet.of(Holds.UNKNOWN, Holds.NO_BOX, Holds.MIRROR, Holds.ID));
  }

  @Override
  public Form form() {
    return Form.FILE;
  }

  @Override
  public void write(AnnotationSet set, Target target) throws IOException {
    target.write(
        JsonText.of(
            json -> {
              json.writeStartObject();
              images(json, set);
              annotations(json, set);
              categories(json, set);
              json.writeEndObject();
            }));
  }

  private static void images(JsonGenerator json, AnnotationSet set) throws IOException {
    json.writeArrayFieldStart("images");
    int id = 0;
    for (AnnotatedPicture picture : set.pictures()) {
      JsonText.item(json);
      json.writeNumberField("id", ++id);
      json.writeStringField("file_name", picture.name());
      if (picture.size().isPresent()) {
        Size size = picture.size().get();
        json.writeNumberField("width", size.width());
        json.writeNumberField("height", size.height());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void annotations(JsonGenerator json, AnnotationSet set) throws IOException {
    json.writeArrayFieldStart("annotations");
    int image = 0;
    int id = 0;
    for (AnnotatedPicture picture : set.pictures()) {
      image++;
      for (FaceAnnotation face : picture.faces()) {
        JsonText.item(json);
        json.writeNumberField("id", ++id);
        json.writeNumberField("image_id", image);
        json.writeNumberField("category_id", face.layout() + 1);
        face(json, face);
        json.writeEndObject();
      }
    }
    json.writeEndArray();
  }

  private static void face(JsonGenerator json, FaceAnnotation face) throws IOException {
    json.writeNumberField("num_keypoints", face.presentCount());
    json.writeArrayFieldStart("keypoints");
    for (MarkedPoint point : face.points()) {
      json.writeNumber(Decimal.pixels(point.isPresent() ? point.x() : 0));
      json.writeNumber(Decimal.pixels(point.isPresent() ? point.y() : 0));
      json.writeNumber(point.state().coco());
    }
    json.writeEndArray();
    if (face.box().isPresent()) {
      Box box = face.box().get();
      json.writeArrayFieldStart("bbox");
      json.writeNumber(Decimal.pixels(box.left() + 0.5));
      json.writeNumber(Decimal.pixels(box.top() + 0.5));
      json.writeNumber(Decimal.pixels(box.width()));
      json.writeNumber(Decimal.pixels(box.height()));
      json.writeEndArray();
      json.writeFieldName("area");
      json.writeNumber(Decimal.pixels(box.width() * box.height()));
    }
    json.writeNumberField("iscrowd", 0);
    if (face.score().isPresent()) {
      json.writeFieldName("score");
      json.writeNumber(Decimal.pixels(face.score().getAsDouble()));
    }
  }

  private static void categories(JsonGenerator json, AnnotationSet set) throws IOException {
    json.writeArrayFieldStart("categories");
    int id = 0;
    for (PointLayout layout : set.layouts()) {
      JsonText.item(json);
      json.writeNumberField("id", ++id);
      json.writeStringField("name", layout.name());
      json.writeStringField("supercategory", layout.name());
      json.writeArrayFieldStart("keypoints");
      for (String point : layout.points()) {
        json.writeString(point);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("skeleton");
      for (Edge edge : layout.edges()) {
        json.writeStartArray();
        json.writeNumber(edge.from() + 1);
        json.writeNumber(edge.to() + 1);
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
