package kpnative.label;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import kpnative.geometry.Box;

/** What one annotation of COCO's says of a face, and how that is changed. */
final class CocoAnnotation {
  private static final double BOX_SHIFT = 0.5; // of a box's numbers against those of points
  // pixels; boxes are often written whole, and by some in the numbers of points
  private static final double BOX_TOLERANCE = 0.76;
  private static final double SIDE_TOLERANCE = 1.02;

  private CocoAnnotation() {}

  /** {@return why an annotation is not one of the faces; empty if it is} */
  static String notShown(JsonNode annotation, String category, int count, boolean hasImage) {
    if (!annotation.isObject()) {
      return "it is no object";
    }
    if (!annotation.path("category_id").asText().equals(category)) {
      return "it is of another category, or of none";
    }
    if (annotation.path("iscrowd").asInt(0) != 0) {
      return "it is a crowd";
    }
    if (annotation.path("keypoints").size() != 3 * count) {
      return "it has not " + count + " keypoints";
    }
    return hasImage ? "" : "its image is not listed";
  }

  /** COCO lists people without keypoints, all of whose flags are 0. */
  static boolean isLabelled(JsonNode keypoints) {
    for (int i = 2; i < keypoints.size(); i += 3) {
      if (keypoints.get(i).asInt() > 0) {
        return true;
      }
    }
    return false;
  }

  /** {@return the file with other points, and another box if it was around the points} */
  static ObjectNode changed(ObjectNode all, int at, LabelFace before, LabelFace now) {
    ObjectNode annotation = (ObjectNode) all.path("annotations").path(at);
    JsonNode old = annotation.path("keypoints");
    setKeypoints(annotation, now);
    ArrayNode keypoints = (ArrayNode) annotation.path("keypoints");
    for (int k = 0; k < now.points().size(); k++) {
      if (now.points().get(k).equals(before.points().get(k))) { // to the digit
        for (int i = 3 * k; i < 3 * k + 3; i++) {
          keypoints.set(i, old.get(i));
        }
      }
    }
    if (before.extent().filter(box -> isAround(annotation.path("bbox"), box)).isPresent()) {
      now.extent().ifPresent(box -> setBox(annotation, box));
    }
    return all;
  }

  private static boolean isAround(JsonNode stated, Box box) {
    return stated.size() == 4
        && Math.abs(stated.get(0).asDouble() - BOX_SHIFT / 2 - box.left()) < BOX_TOLERANCE
        && Math.abs(stated.get(1).asDouble() - BOX_SHIFT / 2 - box.top()) < BOX_TOLERANCE
        && Math.abs(stated.get(2).asDouble() - box.width()) < SIDE_TOLERANCE
        && Math.abs(stated.get(3).asDouble() - box.height()) < SIDE_TOLERANCE;
  }

  static void setKeypoints(ObjectNode annotation, LabelFace face) {
    ArrayNode keypoints = JsonNodeFactory.instance.arrayNode();
    int labelled = 0;
    for (LabelPoint point : face.points()) {
      if (point.isPresent()) {
        keypoints.add(number(point.x())).add(number(point.y())).add(point.state().coco());
        labelled++;
      } else {
        keypoints.add(0).add(0).add(0);
      }
    }
    annotation.put("num_keypoints", labelled);
    annotation.set("keypoints", keypoints);
  }

  static void setBox(ObjectNode annotation, Box box) {
    annotation
        .putArray("bbox")
        .add(number(box.left() + BOX_SHIFT))
        .add(number(box.top() + BOX_SHIFT))
        .add(number(box.width()))
        .add(number(box.height()));
    annotation.put("area", number(box.width() * box.height()));
  }

  private static BigDecimal number(double value) {
    return new BigDecimal(PointsText.of(value));
  }
}
