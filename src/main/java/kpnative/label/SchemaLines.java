package kpnative.label;

import java.util.List;
import kpnative.draw.FaceOverlay;
import kpnative.keypoints.KeypointSchema;

/** The lines that are drawn between the points of a face. */
final class SchemaLines {
  private SchemaLines() {}

  /** {@return pairs of points, counted from 0} */
  static List<int[]> of(KeypointSchema schema) {
    return FaceOverlay.of(schema).lines();
  }
}
